"use client";

import { NativeSelect } from "@mantine/core";
import { formatCount, type Locale } from "@/lib/format";
import type { DescribedFile } from "@/lib/ingest/describe";
import { choicesOf, columnIndex, hasMeanings, mayMeanNothing, meaningsOf, withTranslation } from "@/lib/ingest/draft";
import { definitionOf } from "@/lib/ingest/entities";
import type { FileMapping } from "@/lib/ingest/mapping/schema";
import type { UnknownValue } from "@/lib/ingest/queries/checked";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Props = {
  file: DescribedFile;
  part: FileMapping;
  /** Values that an earlier check met beyond the first rows. */
  unknown: readonly UnknownValue[];
  locale: Locale;
  onChange: (part: FileMapping) => void;
};

/** As a select names the empty meaning; no choice is called so. */
const NOTHING = "=";

/** Columns of choices with the values met in them, and others with the words that may stand for nothing. */
export function choiceColumns(file: DescribedFile, part: FileMapping, unknown: readonly UnknownValue[]) {
  const header = part.header ? file.top : [];
  return definitionOf(part.entity).fields.flatMap((field) => {
    const choice = part.columns[field.name];
    if (!choice || !(hasMeanings(field) || mayMeanNothing(field))) return [];
    const first = part.header ? [] : [file.top[columnIndex(choice, header)] ?? ""];
    const later = unknown.filter((one) => one.file === file.name && one.field === field.name).map((one) => one.value);
    const met = [...first, ...(file.values[columnIndex(choice, header)] ?? []), ...later];
    const values = [...new Set(met.filter((value) => value !== ""))];
    const meanings = meaningsOf(field, part, values);
    return meanings.length > 0 || hasMeanings(field) ? [{ field, meanings }] : [];
  });
}

export function countUnknown(file: DescribedFile, part: FileMapping, unknown: readonly UnknownValue[]): number {
  return choiceColumns(file, part, unknown)
    .flatMap((column) => column.meanings)
    .filter((meaning) => meaning.meant === null).length;
}

/** What each value means, known or chosen; unknown ones first, because they keep rows aside. */
export function ValueMap({ file, part, unknown, locale, onChange }: Props) {
  return choiceColumns(file, part, unknown).map(({ field, meanings }) => {
    const open = meanings.filter((meaning) => meaning.meant === null).length;
    const ordered = [...meanings].sort((a, b) => Number(a.meant !== null) - Number(b.meant !== null));
    return (
      <div key={field.name}>
        <p className={classes.pad}>
          <span className={classes.strong}>{field.label}</span>{" "}
          {open > 0 ? (
            <span className={classes.warn}>
              {t("columns.valuesUnknown", { count: formatCount(open, locale), total: open })}
            </span>
          ) : null}
        </p>
        <table className={classes.mapTable}>
          <caption className="visually-hidden">{t("columns.valuesCaption", { field: field.label })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("columns.value")}</th>
              <th scope="col">{t("columns.meaning")}</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map(({ value, meant }) => (
              <tr key={value}>
                <th scope="row">{value}</th>
                <td className={classes.choose}>
                  <NativeSelect
                    size="xs"
                    aria-label={t("columns.meaningOf", { value, field: field.label })}
                    value={meant === "" ? NOTHING : (meant ?? "")}
                    error={meant === null}
                    data={[
                      ...(meant === null ? [{ value: "", label: t("columns.meaningUnknown") }] : []),
                      ...choicesOf(field).map((choice) => ({ value: choice, label: choice })),
                      ...(mayMeanNothing(field) ? [{ value: NOTHING, label: t("columns.meaningNothing") }] : []),
                    ]}
                    onChange={({ currentTarget: { value: chosen } }) =>
                      onChange(withTranslation(part, field.name, value, chosen === NOTHING ? "" : chosen || null))
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  });
}
