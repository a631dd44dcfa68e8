"use client";

import { NativeSelect } from "@mantine/core";
import type { DescribedFile } from "@/lib/ingest/describe";
import type { FileMapping } from "@/lib/ingest/mapping/schema";
import { type DateFormat, dateFormats } from "@/lib/ingest/row/dates";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Props = { file: DescribedFile; part: FileMapping; onChange: (part: FileMapping) => void };

const NONE = "";

/** How this file writes days and amounts. */
export function ValueFormats({ file, part, onChange }: Props) {
  const [first = "YYYY-MM-DD", second] = part.dateFormats;
  const isAmbiguous = file.suggestion.dateFormats.length > 1 && !(second && first !== second);
  function choose(at: 0 | 1, value: string) {
    const format = dateFormats.find((one) => one === value);
    const next: DateFormat[] = at === 0 ? [format ?? first] : [first];
    if (at === 0 && second) next.push(second);
    if (at === 1 && format && format !== first) next.push(format);
    onChange({ ...part, dateFormats: next });
  }
  return (
    <div className={classes.stack}>
      <div className={classes.fields}>
        <NativeSelect
          label={t("columns.dates")}
          value={first}
          data={[...dateFormats]}
          onChange={(event) => choose(0, event.currentTarget.value)}
        />
        <NativeSelect
          label={t("columns.dates2")}
          value={second ?? NONE}
          data={[
            { value: NONE, label: t("columns.dates2None") },
            ...dateFormats.filter((format) => format !== first).map((format) => ({ value: format, label: format })),
          ]}
          onChange={(event) => choose(1, event.currentTarget.value)}
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
      {isAmbiguous && file.suggestion.dateFormats.includes(first) && file.suggestion.dateFormats[0] !== "YYYY-MM-DD" ? (
        <p className={classes.warn}>{t("columns.datesAmbiguous")}</p>
      ) : null}
    </div>
  );
}
