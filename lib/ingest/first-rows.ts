import { definitionOf, type Field } from "./entities";
import { placeColumns } from "./mapping/places";
import type { FileMapping } from "./mapping/schema";
import { rowParser } from "./row/parse";
import { AMOUNT_PLACES, type RowContext } from "./row/values";

export type ReadCell = { readonly text: string; readonly reason: string | null };
export type FirstRows = {
  readonly fields: readonly Field[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly ReadCell[] }[];
  /** Columns that this file does not have. */
  readonly problems: readonly string[];
};

/**
 * The first rows of a file as a load would understand them, each cell with its value or with what is wrong. As long as a person
 * must say what marks decimals, amounts stay as the file has them: a reading that may be a thousand times as much is none.
 */
export function readFirstRows(
  part: FileMapping,
  header: readonly string[],
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
  context: RowContext,
  { isMarkOpen = false } = {},
): FirstRows {
  const { places, problems } = placeColumns(part, part.header ? header : null);
  const parser = rowParser(part, places, context);
  const placed = new Set(places.map((place) => place.field.name));
  const all = definitionOf(part.entity).fields;
  const fields = all.filter((field) => placed.has(field.name));
  return {
    fields,
    problems,
    rows: rows.map(({ line, cells }) => {
      const parsed = parser.parse(cells, line);
      const raw = parser.raw(cells);
      return {
        line,
        cells: fields.map((field) => {
          const problem = parsed.problems.find((one) => one.field === field.name);
          if (problem) return { text: raw[field.name] ?? "", reason: problem.reason };
          if (isMarkOpen && field.type === "amount") return { text: raw[field.name] ?? "", reason: null };
          return { text: valueText(field, parsed.values[all.indexOf(field)] ?? null), reason: null };
        }),
      };
    }),
  };
}

/** A staged value as people write it: amounts come in thousandths, answers as t and f. */
export function valueText(field: Field, value: string | null): string {
  if (value === null) return "";
  if (field.type === "yesNo") return value === "t" ? "yes" : "no";
  if (field.type !== "amount") return value;
  const digits = value.replace("-", "").padStart(AMOUNT_PLACES + 1, "0");
  const fraction = digits.slice(-AMOUNT_PLACES).replace(/0$/, "");
  return `${value.startsWith("-") ? "−" : ""}${digits.slice(0, -AMOUNT_PLACES)}.${fraction}`;
}
