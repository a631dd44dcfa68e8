"use client";

import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { formatCount, type Locale } from "@/lib/format";
import { type Entity, entities } from "@/lib/ingest/constants";
import type { DescribedFile } from "@/lib/ingest/describe";
import { definitionOf } from "@/lib/ingest/entities";
import type { FileMapping } from "@/lib/ingest/mapping/schema";
import { isDelimiter } from "@/lib/ingest/reader/delimiter";
import { encodings } from "@/lib/ingest/reader/encodings";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

export type FormatChoice = Pick<FileMapping, "encoding" | "delimiter" | "sheet">;

type Props = {
  file: DescribedFile;
  part: FileMapping;
  isUsed: boolean;
  locale: Locale;
  onEntity: (entity: Entity | null) => void;
  onFormat: (choice: FormatChoice) => void;
  onHeader: (header: boolean) => void;
};

const delimiters = [
  { value: ",", label: t("columns.delimiter.comma") },
  { value: ";", label: t("columns.delimiter.semicolon") },
  { value: "\t", label: t("columns.delimiter.tab") },
  { value: "|", label: t("columns.delimiter.pipe") },
];
const LEFT_OUT = "-";
const OTHER = "other";

/** What was found in the file's bytes, each part of it open to correction. */
export function FileFormatFields({ file, part, isUsed, locale, onEntity, onFormat, onHeader }: Props) {
  const { format } = file;
  const columns = formatCount(Math.max(file.top.length, ...file.rows.map((row) => row.cells.length)), locale);
  const rows = formatCount(file.rowCount.count, locale);
  const reason = [
    format.kind === "workbook" ? t("columns.workbook") : format.reason,
    ...(format.kind === "text" && format.gzip ? [t("columns.gzip")] : []),
  ].join(", ");
  const delimiter = part.delimiter ?? (format.kind === "text" ? format.delimiter : ",");
  return (
    <div className={classes.stack}>
      <p className={classes.muted}>
        {file.rowCount.isExact
          ? t("columns.detected", { rows, total: file.rowCount.count, columns, reason })
          : t("columns.detectedAbout", { rows, columns, reason })}
      </p>
      <div className={classes.fields}>
        <NativeSelect
          label={t("columns.kind")}
          value={isUsed ? part.entity : LEFT_OUT}
          data={[
            ...entities.map((entity) => ({ value: entity, label: definitionOf(entity).label })),
            { value: LEFT_OUT, label: t("columns.leaveOut") },
          ]}
          onChange={({ currentTarget: { value } }) => onEntity(entities.find((entity) => entity === value) ?? null)}
        />
        {format.kind === "text" ? (
          <>
            <NativeSelect
              label={t("columns.encoding")}
              value={part.encoding ?? format.encoding}
              data={encodings.map((encoding) => ({ value: encoding, label: encoding.toUpperCase() }))}
              onChange={({ currentTarget: { value } }) => {
                const encoding = encodings.find((one) => one === value);
                onFormat({ delimiter, ...(encoding ? { encoding } : {}) });
              }}
            />
            <DelimiterField
              delimiter={delimiter}
              onChange={(value) => onFormat({ delimiter: value, encoding: part.encoding ?? format.encoding })}
            />
          </>
        ) : (
          <TextInput
            label={t("columns.sheet")}
            description={t("columns.sheetHint")}
            defaultValue={part.sheet ?? ""}
            onBlur={({ currentTarget: { value } }) => onFormat(value.trim() === "" ? {} : { sheet: value.trim() })}
          />
        )}
      </div>
      <Checkbox
        label={t("columns.header")}
        checked={part.header}
        onChange={({ currentTarget: { checked } }) => onHeader(checked)}
      />
    </div>
  );
}

/** One of the usual signs, or any other one that is typed in. */
function DelimiterField({ delimiter, onChange }: { delimiter: string; onChange: (delimiter: string) => void }) {
  const [isTyping, setTyping] = useState(false);
  const isUsual = delimiters.some((one) => one.value === delimiter);
  return (
    <div>
      <NativeSelect
        label={t("columns.delimiter")}
        value={isUsual && !isTyping ? delimiter : OTHER}
        data={[...delimiters, { value: OTHER, label: t("columns.delimiter.other") }]}
        onChange={({ currentTarget: { value } }) => {
          setTyping(value === OTHER);
          if (value !== OTHER) onChange(value);
        }}
      />
      {isTyping || !isUsual ? (
        <TextInput
          size="xs"
          mt={4}
          aria-label={t("columns.delimiterOther")}
          placeholder={t("columns.delimiterOther")}
          defaultValue={isUsual ? "" : shownSign(delimiter)}
          maxLength={1}
          onChange={({ currentTarget: { value } }) => {
            if (isDelimiter(value) && value !== delimiter) onChange(value);
          }}
        />
      ) : null}
    </div>
  );
}

/** Signs that cannot be seen have a picture in Unicode. */
const shownSign = (sign: string): string => (sign < " " ? String.fromCharCode(0x2400 + sign.charCodeAt(0)) : sign);
