import { type Entity, entities } from "../constants";
import { definitionOf, type Field, type FieldType } from "../entities";
import type { DecimalMark } from "../row/amounts";
import { plain } from "../row/choices";
import { areOneOrder, bestFormats, type DateFormat } from "../row/dates";
import { DayOrder } from "./day-order";
import { DecimalMarks } from "./decimal-marks";
import { allDifferent, type ColumnLook, fits, lookAt, looksLikeCode } from "./look";
import { headerNotices } from "./places";
import type { ColumnChoice } from "./schema";

/** Codes met in other files or already loaded, by entity: a column that holds merchants' codes is a merchant column. */
export type KnownCodes = Partial<Record<Entity, ReadonlySet<string>>>;

export type ColumnSuggestion = { choice: ColumnChoice; column: number; confidence: number; reason: string };

export type FileSuggestion = {
  entity: Entity;
  /** 0 to 1: how sure the kind of file is. */
  confidence: number;
  header: boolean;
  /** True where the header contradicts the rows, so that columns are suggested by place. */
  byPlace: boolean;
  columns: Record<string, ColumnSuggestion>;
  /** All that its columns are written in; not in one order where day and month cannot be told apart. */
  dateFormats: DateFormat[];
  /** None where no amount has one; both where a person must look. */
  decimalMarks: DecimalMark[];
  notices: string[];
};

/** Looks at name, header and first rows; the kind of file is the one whose fields are met best. */
export function suggestFile(
  fileName: string,
  rows: readonly (readonly string[])[],
  known: KnownCodes = {},
  entity?: Entity,
): FileSuggestion {
  const candidates = (entity ? [entity] : [...entities]).map((candidate) =>
    suggestFor(candidate, fileName, rows, known),
  );
  return candidates.reduce((best, next) => (next.confidence > best.confidence ? next : best));
}

function suggestFor(
  entity: Entity,
  fileName: string,
  rows: readonly (readonly string[])[],
  known: KnownCodes,
): FileSuggestion {
  const header = hasHeader(rows) ? (rows[0] ?? []) : null;
  const data = header ? rows.slice(1) : rows;
  const notices = header
    ? headerNotices(
        header,
        data.map((row) => row.length),
      )
    : [];
  const byPlace = header === null || notices.length > 0;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const looks = Array.from({ length: width }, (_, column) => lookAt(data.map((row) => row[column] ?? "")));
  // Under a header with too few names every name may stand over the wrong column.
  const names = header && header.length >= width ? header.map((name, at) => (isAgain(header, at) ? null : name)) : null;
  const columns = assign(entity, names, looks, known, (column) =>
    byPlace || header === null ? { column: column + 1 } : { header: header[column] ?? "" },
  );
  const marks = new DecimalMarks();
  for (const column of amountColumns({ entity, columns }))
    for (const value of looks[column]?.filled ?? []) marks.add(value);
  return {
    entity,
    confidence: confidenceOf(entity, fileName, columns, width),
    header: header !== null,
    byPlace,
    columns,
    dateFormats: formatsOf(entity, columns, looks),
    decimalMarks: marks.left(),
    notices,
  };
}

type Columns = Pick<FileSuggestion, "entity" | "columns">;

/** Places of the columns that are suggested for fields of these types. */
const columnsOf = ({ entity, columns }: Columns, types: readonly FieldType[]): { field: Field; column: number }[] =>
  definitionOf(entity).fields.flatMap((field) => {
    const found = columns[field.name];
    return found && types.includes(field.type) ? [{ field, column: found.column }] : [];
  });

const dated = (found: Columns) => columnsOf(found, ["date", "lastDay", "birthDate", "instant"]);
export const dateColumns = (found: Columns): number[] => dated(found).map(({ column }) => column);
export const amountColumns = (found: Columns): number[] => columnsOf(found, ["amount"]).map(({ column }) => column);

/** Each column may be written in a way of its own; what one leaves open another may tell. */
function formatsOf(entity: Entity, columns: FileSuggestion["columns"], looks: readonly ColumnLook[]): DateFormat[] {
  const samples = dated({ entity, columns }).map(({ field, column }) => ({ field, days: looks[column]?.filled ?? [] }));
  const formats = [...new Set(samples.flatMap(({ field, days }) => bestFormats(days, field.mayBeMonth).formats))];
  if (formats.length === 0) return ["YYYY-MM-DD"];
  if (areOneOrder(formats)) return formats;
  const order = new DayOrder(formats);
  for (const { days } of samples) for (const day of days) order.add(day);
  return order.left();
}

/** A name used for a second column says nothing about it. */
const isAgain = (header: readonly string[], at: number) =>
  header.slice(0, at).some((name) => plain(name) === plain(header[at] ?? ""));

/** A first line without digits, dates or empty cells, over rows that have some. */
function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const first = rows[0];
  if (!first || first.some((cell) => cell.trim() === "" || /^\W*\d/.test(cell.trim()) || cell.includes("@")))
    return false;
  return new Set(rows.slice(1, 20).flat()).size === 0 || !rows.slice(1).some((row) => row[0] === first[0]);
}

/** Above this a column is suggested. */
const ENOUGH = 0.45;
/** Of a column with the right name and the wrong values: less than any that fits by its values. */
const MISFIT = 0.49;

type Scored = { field: Field; column: number; score: number; reason: string };

/** The best pairs first, each field and each column once. */
function assign(
  entity: Entity,
  names: readonly (string | null)[] | null,
  looks: readonly ColumnLook[],
  known: KnownCodes,
  choiceOf: (column: number) => ColumnChoice,
): Record<string, ColumnSuggestion> {
  const definition = definitionOf(entity);
  const scored: Scored[] = [];
  for (const field of definition.fields) {
    looks.forEach((look, column) => {
      const pair = score(field, names?.[column] ?? null, look, known, field.name === definition.key);
      if (pair.score >= ENOUGH) scored.push({ field, column, ...pair });
    });
  }
  scored.sort(
    (a, b) =>
      b.score - a.score || Number(b.field.required ?? false) - Number(a.field.required ?? false) || a.column - b.column,
  );
  const taken = new Set<number>();
  const columns: Record<string, ColumnSuggestion> = {};
  for (const { field, column, score: confidence, reason } of scored) {
    if (taken.has(column) || columns[field.name]) continue;
    taken.add(column);
    columns[field.name] = { choice: choiceOf(column), column, confidence: Math.min(1, confidence), reason };
  }
  return columns;
}

function score(
  field: Field,
  name: string | null,
  look: ColumnLook,
  known: KnownCodes,
  isKey: boolean,
): { score: number; reason: string } {
  const values = fits(field, look, field.refersTo ? known[field.refersTo] : undefined);
  const rank = name === null ? -1 : field.headers.indexOf(plain(name));
  const named = rank < 0 ? 0 : 0.9 - rank * 0.01;
  if (values !== null && values < 0.5) {
    if (rank < 0) return { score: 0, reason: "" };
    // Left out, it would be computed instead, and nobody would hear of what the file says.
    return {
      score: MISFIT - rank * 0.001,
      reason: `The column is called "${name}", but most of its values are not understood.`,
    };
  }
  if (named > 0) {
    return {
      score: named + (values === null ? 0 : 0.1 * values),
      reason: `The column is called "${name}"${values ? " and its values fit" : ""}.`,
    };
  }
  // By values alone: only types that hardly anything else looks like.
  if (field.refersTo && values !== null && values > 0.5) {
    return {
      score: 0.6 + 0.3 * values,
      reason: `${Math.round(values * 100)} % of its values are codes of a known ${definitionOf(field.refersTo).label.toLowerCase()}.`,
    };
  }
  if (isKey && looksLikeCode(look) && allDifferent(look))
    return { score: 0.6, reason: "Every value is different, as ids are." };
  if (values === 1 && name === null) {
    if (field.type === "choice" || field.type === "email")
      return { score: 0.75, reason: "All its values are ones this field can have." };
    if (["instant", "birthDate"].includes(field.type)) return { score: 0.65, reason: "All its values are dates." };
    if (["date", "lastDay"].includes(field.type)) return { score: 0.5, reason: "All its values are dates." };
    if (field.type === "amount" && look.filled.some((value) => /[.,]\d{1,3}$/.test(value)))
      return { score: 0.6, reason: "All its values are amounts." };
    if (field.type === "amount" && field.name === "amount")
      return { score: 0.5, reason: "All its values are numbers." };
  }
  return { score: 0, reason: "" };
}

function confidenceOf(
  entity: Entity,
  fileName: string,
  columns: Record<string, ColumnSuggestion>,
  width: number,
): number {
  const definition = definitionOf(entity);
  const required = definition.fields.filter((field) => field.required);
  const sum = (fields: readonly Field[]) =>
    fields.reduce((total, field) => total + (columns[field.name]?.confidence ?? 0), 0);
  const met = required.length === 0 ? 0 : sum(required) / required.length;
  const used = width === 0 ? 0 : Object.keys(columns).length / width;
  // "card-type-data" names a card type before it names a card.
  const longest = entities
    .flatMap((other) =>
      definitionOf(other)
        .fileNames.filter((part) => plain(fileName).includes(part))
        .map((part) => ({ other, part })),
    )
    .sort((a, b) => b.part.length - a.part.length)[0];
  const named = longest?.other === entity ? 1 : 0;
  return 0.4 * met + 0.3 * used + 0.3 * named;
}
