"use client";

import { NativeSelect } from "@mantine/core";
import type { DescribedFile } from "@/lib/ingest/describe";
import { dayReadBothWays } from "@/lib/ingest/draft";
import type { FileMapping } from "@/lib/ingest/mapping/schema";
import { areOneOrder, type DateFormat, dateFormats } from "@/lib/ingest/row/dates";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Props = { file: DescribedFile; part: FileMapping; onChange: (part: FileMapping) => void };

const NONE = "";

/** How this file writes days and amounts. */
export function ValueFormats({ file, part, onChange }: Props) {
  const isOpen = !areOneOrder(part.dateFormats);
  const [first, second] = isOpen ? [] : part.dateFormats;
  const example = isOpen ? dayReadBothWays(file) : null;
  function choose(format: DateFormat | undefined, more: DateFormat | undefined) {
    if (!format) return;
    const both = more && more !== format ? [format, more] : [format];
    onChange({ ...part, dateFormats: areOneOrder(both) ? both : [format] });
  }
  return (
    <div className={classes.stack}>
      <div className={classes.fields}>
        <NativeSelect
          label={t("columns.dates")}
          value={first ?? NONE}
          error={isOpen}
          data={[...(first ? [] : [{ value: NONE, label: t("columns.datesChoose") }]), ...dateFormats]}
          onChange={(event) => choose(formatOf(event.currentTarget.value), second)}
        />
        <NativeSelect
          label={t("columns.dates2")}
          value={second ?? NONE}
          data={[
            { value: NONE, label: t("columns.dates2None") },
            ...dateFormats.filter((format) => format !== first && (!first || areOneOrder([first, format]))),
          ]}
          disabled={isOpen}
          onChange={(event) => choose(first, formatOf(event.currentTarget.value))}
        />
        <NativeSelect
          label={t("columns.decimal")}
          value={part.decimalMark}
          data={[
            { value: ".", label: t("columns.decimal.dot") },
            { value: ",", label: t("columns.decimal.comma") },
          ]}
          onChange={({ currentTarget: { value } }) => onChange({ ...part, decimalMark: value === "," ? "," : "." })}
        />
        {part.entity === "card_transaction" ? (
          <NativeSelect
            label={t("columns.sign")}
            value={part.amountSign}
            data={[
              { value: "positive", label: t("columns.sign.positive") },
              { value: "effect", label: t("columns.sign.effect") },
            ]}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...part, amountSign: value === "effect" ? "effect" : "positive" })
            }
          />
        ) : null}
      </div>
      {isOpen ? (
        <p className={classes.warn}>
          {t("columns.datesAmbiguous")}
          {example ? ` ${t("columns.datesExample", example)}` : null}
        </p>
      ) : null}
    </div>
  );
}

const formatOf = (value: string) => dateFormats.find((one) => one === value);
