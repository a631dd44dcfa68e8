"use client";

import { NativeSelect } from "@mantine/core";
import type { DescribedFile } from "@/lib/ingest/describe";
import { dayReadBothWays, isMarkOpen, withDateFormat } from "@/lib/ingest/draft";
import type { FileMapping } from "@/lib/ingest/mapping/schema";
import { areOneOrder, type DateFormat, dateFormats } from "@/lib/ingest/row/dates";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Props = { file: DescribedFile; part: FileMapping; onChange: (part: FileMapping) => void };

const NONE = "";

/** How this file writes days and amounts. */
export function ValueFormats({ file, part, onChange }: Props) {
  const isOpen = !areOneOrder(part.dateFormats);
  const formats = isOpen ? [] : part.dateFormats;
  const example = isOpen ? dayReadBothWays(file) : null;
  const markIsOpen = isMarkOpen(part, file);
  const choose = (old: DateFormat | null, value: string) =>
    onChange(withDateFormat(part, file, old, dateFormats.find((one) => one === value) ?? null));
  return (
    <div className={classes.stack}>
      <div className={classes.fields}>
        <NativeSelect
          label={t("columns.dates")}
          value={formats[0] ?? NONE}
          error={isOpen}
          data={[...(isOpen ? [{ value: NONE, label: t("columns.datesChoose") }] : []), ...dateFormats]}
          onChange={(event) => choose(formats[0] ?? null, event.currentTarget.value)}
        />
        {[...formats.slice(1), null].map((format, at) => (
          <NativeSelect
            // The one in this place, whichever it becomes.
            key={`or-${at + 1}`}
            label={t("columns.dates2")}
            value={format ?? NONE}
            data={[
              { value: NONE, label: t("columns.dates2None") },
              ...dateFormats.filter(
                (one) =>
                  one === format ||
                  (!formats.includes(one) && areOneOrder([...formats.filter((other) => other !== format), one])),
              ),
            ]}
            disabled={isOpen}
            onChange={(event) => choose(format, event.currentTarget.value)}
          />
        ))}
        <NativeSelect
          label={t("columns.decimal")}
          value={part.decimalMark ?? (markIsOpen ? NONE : ".")}
          error={markIsOpen}
          data={[
            ...(markIsOpen ? [{ value: NONE, label: t("columns.decimalChoose") }] : []),
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
      {markIsOpen ? <p className={classes.warn}>{t("columns.decimalAmbiguous")}</p> : null}
    </div>
  );
}
