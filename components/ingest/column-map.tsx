"use client";

import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import type { DescribedFile } from "@/lib/ingest/describe";
import { choiceAt, columnIndex, referringBy, unusedColumns, withColumn, withConstant } from "@/lib/ingest/draft";
import { definitionOf, type Field } from "@/lib/ingest/entities";
import type { FileMapping } from "@/lib/ingest/mapping/schema";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Props = {
  file: DescribedFile;
  part: FileMapping;
  mappingName: string;
  onChange: (part: FileMapping) => void;
};

const CONSTANT = "constant";
const NONE = "";

/** Which column is which field, by name or by place, with what speaks for it. */
export function ColumnMap({ file, part, mappingName, onChange }: Props) {
  const header = part.header ? file.top : [];
  const by = referenceOf(part);
  const { fields, label } = definitionOf(part.entity);
  const unused = unusedColumns(part, file);
  const width = Math.max(file.top.length, ...file.rows.map((row) => row.cells.length));
  const options = [
    { value: NONE, label: t("columns.noColumn") },
    ...Array.from({ length: width }, (_, index) => ({
      value: String(index),
      label: header[index]?.trim()
        ? `${index + 1} · ${header[index]}`
        : t("columns.columnNumber", { number: index + 1 }),
    })),
    { value: CONSTANT, label: t("columns.constant") },
  ];

  function choose(field: Field, value: string) {
    if (value === CONSTANT) onChange(withConstant(part, field.name, part.constants[field.name] ?? ""));
    else onChange(withColumn(part, field.name, value === NONE ? null : choiceAt(Number(value), by, header)));
  }

  return (
    <>
      <div className={`${classes.row} ${classes.pad}`}>
        <span id="refer-by">{t("columns.refer")}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby="refer-by"
          value={by}
          disabled={!part.header}
          data={[
            { value: "name", label: t("columns.byName") },
            { value: "place", label: t("columns.byPlace") },
          ]}
          onChange={(value) => onChange(referringBy(part, value === "name" ? "name" : "place", header))}
        />
        <span className={classes.muted}>{t("columns.referHint")}</span>
      </div>
      {part.entity === "customer" ? <p className={classes.pad}>{t("columns.holders")}</p> : null}
      <table className={classes.mapTable}>
        <caption className="visually-hidden">{t("columns.mapCaption", { entity: label.toLowerCase() })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.field")}</th>
            <th scope="col">{t("columns.column")}</th>
            <th scope="col">{t("columns.samples")}</th>
            <th scope="col">{t("columns.why")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const choice = part.columns[field.name];
            const index = choice ? columnIndex(choice, header) : -1;
            const constant = part.constants[field.name];
            const isMissing = field.required && !choice && constant === undefined;
            return (
              <tr key={field.name}>
                <th scope="row">
                  {field.label}
                  {field.required ? <span className={classes.needed}>{t("columns.needed")}</span> : null}
                  {field.help ? <span className={classes.number}>{field.help}</span> : null}
                </th>
                <td className={classes.choose}>
                  <NativeSelect
                    size="xs"
                    aria-label={t("columns.columnOf", { field: field.label })}
                    data={options}
                    value={constant !== undefined ? CONSTANT : index < 0 ? NONE : String(index)}
                    error={isMissing ? t("columns.needed") : undefined}
                    onChange={(event) => choose(field, event.currentTarget.value)}
                  />
                  {constant !== undefined ? (
                    <TextInput
                      size="xs"
                      mt={4}
                      aria-label={t("columns.constantOf", { field: field.label })}
                      value={constant}
                      maxLength={200}
                      onChange={(event) => onChange(withConstant(part, field.name, event.currentTarget.value))}
                    />
                  ) : null}
                  {choice && index < 0 && "header" in choice ? (
                    <span className={classes.bad}>{choice.header}</span>
                  ) : null}
                </td>
                <td className={classes.samples}>
                  {index < 0
                    ? null
                    : (file.values[index] ?? []).slice(0, 3).map((value) => <span key={value}>{value}</span>)}
                </td>
                <td className={classes.muted}>{choice ? whyText(field, index, file, mappingName) : ""}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {unused.length > 0 ? (
        <p className={`${classes.muted} ${classes.pad}`}>{t("columns.notUsed", { columns: unused.join(", ") })}</p>
      ) : null}
    </>
  );
}

const referenceOf = (part: FileMapping): "name" | "place" =>
  Object.values(part.columns).some((choice) => "header" in choice) ? "name" : "place";

function whyText(field: Field, index: number, file: DescribedFile, mappingName: string): string {
  const suggested = file.suggestion.columns[field.name];
  if (suggested?.column === index) return suggested.reason;
  return mappingName ? t("columns.byMapping", { name: mappingName }) : t("columns.byHand");
}
