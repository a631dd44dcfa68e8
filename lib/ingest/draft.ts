import type { Entity } from "./constants";
import type { DescribedFile } from "./describe";
import { definitionOf, type Field } from "./entities";
import { DecimalMarks } from "./mapping/decimal-marks";
import type { ColumnChoice, FileMapping } from "./mapping/schema";
import { amountColumns, dateColumns } from "./mapping/suggest";
import { UnusedColumns } from "./mapping/unused";
import { choiceTable, plain, yesNoTable } from "./row/choices";
import { areOneOrder, type DateFormat, parseDate } from "./row/dates";
import { isPlaceholder } from "./row/placeholders";

/** One file of the wizard: how it is to be read, or that it is to be left out. */
export type FileDraft = { readonly fileId: number; readonly isUsed: boolean; readonly part: FileMapping };
export type Draft = { readonly mappingName: string; readonly files: readonly FileDraft[] };

/** Fields without which no row of this kind can be understood, and which have no column yet. */
export function missingFields(part: FileMapping): Field[] {
  return definitionOf(part.entity).fields.filter(
    (field) => field.required && !part.columns[field.name] && part.constants[field.name] === undefined,
  );
}

/** For next month's file: numbers in a name are what changes. */
export function patternOf(fileName: string): string {
  const [, stem = fileName, ending = ""] = /^(.*?)((?:\.[a-z]{2,5}){1,2})?$/i.exec(fileName) ?? [];
  return `${stem.replace(/\d+([-_.]?\d+)*/g, "*")}${ending}`;
}

/** The mapping of exactly these files, for a run: each part is found by the file's own name. */
export function mappingForRun(draft: Draft, names: ReadonlyMap<number, string>) {
  const used = draft.files.filter((file) => file.isUsed);
  return {
    name: draft.mappingName || "unnamed",
    files: used.map((file) => ({ ...file.part, match: names.get(file.fileId) ?? file.part.match })),
  };
}

/** The same to be kept: parts are found by pattern, files left out are ignored by theirs. */
export function mappingToKeep(draft: Draft, name: string, names: ReadonlyMap<number, string>) {
  const parts = new Map<string, FileMapping>();
  for (const { fileId, isUsed, part } of draft.files) {
    const match = matchToKeep(part, names.get(fileId) ?? part.match);
    if (isUsed && !parts.has(match)) parts.set(match, { ...part, match });
  }
  const ignore = draft.files
    .filter((file) => !file.isUsed)
    .map((file) => patternOf(names.get(file.fileId) ?? file.part.match));
  return { name, files: [...parts.values()], ignore: [...new Set(ignore)].filter((pattern) => !parts.has(pattern)) };
}

const matchToKeep = (part: FileMapping, name: string) => (part.match.includes("*") ? part.match : patternOf(name));

/** Another kind of row has other fields: what was mapped is kept where the new kind knows the name. */
export function withEntity(part: FileMapping, entity: Entity): FileMapping {
  const known = new Set(definitionOf(entity).fields.map((field) => field.name));
  const kept = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => known.has(name)));
  return {
    ...part,
    entity,
    columns: kept(part.columns),
    constants: kept(part.constants),
    translations: kept(part.translations),
  };
}

/** Sets the column of one field, or takes it away; a field has a column or a constant, never both. */
export function withColumn(part: FileMapping, field: string, choice: ColumnChoice | null): FileMapping {
  const { [field]: _column, ...columns } = part.columns;
  const { [field]: _constant, ...constants } = part.constants;
  return { ...part, constants, columns: choice ? { ...columns, [field]: choice } : columns };
}

export function withConstant(part: FileMapping, field: string, value: string): FileMapping {
  const { [field]: _column, ...columns } = part.columns;
  return { ...part, columns, constants: { ...part.constants, [field]: value } };
}

/** What a value of the file is to mean; null takes the translation away. */
export function withTranslation(part: FileMapping, field: string, value: string, meant: string | null): FileMapping {
  const { [value]: _old, ...others } = part.translations[field] ?? {};
  const words = meant === null ? others : { ...others, [value]: meant };
  return { ...part, translations: { ...part.translations, [field]: words } };
}

/** All columns referred to by place, or by the name that stands over them where that name is there once. */
export function referringBy(part: FileMapping, by: "place" | "name", header: readonly string[]): FileMapping {
  const columns = Object.fromEntries(
    Object.entries(part.columns).map(([field, choice]) => {
      const at = columnIndex(choice, header);
      return [field, at < 0 ? choice : choiceAt(at, by, header)];
    }),
  );
  return { ...part, columns };
}

/** Index from 0 of a choice in this file; -1 when the name is not there. */
export function columnIndex(choice: ColumnChoice, header: readonly string[]): number {
  if ("column" in choice) return choice.column - 1;
  return header.findIndex((name) => plain(name) === plain(choice.header));
}

export function choiceAt(index: number, by: "place" | "name", header: readonly string[]): ColumnChoice {
  const name = header[index]?.trim() ?? "";
  const isAlone = name !== "" && header.filter((other) => plain(other) === plain(name)).length === 1;
  return by === "name" && isAlone ? { header: name } : { column: index + 1 };
}

/** Columns of the first rows that hold something and are used for nothing, by place and name. */
export function unusedColumns(part: FileMapping, file: DescribedFile): string[] {
  const header = part.header ? file.top : [];
  const places = Object.values(part.columns).map((choice) => ({ index: columnIndex(choice, header) }));
  const unused = new UnusedColumns(places, part.header ? file.top : null);
  if (!part.header) unused.add(file.top);
  unused.add(file.values.map(([value = ""]) => value));
  return unused.names();
}

export type Meaning = { readonly value: string; readonly meant: string | null; readonly isChosen: boolean };

/** What each value of a column means under this mapping: of other than choices those that may mean nothing; null: nobody knows. */
export function meaningsOf(field: Field, part: FileMapping, values: readonly string[]): Meaning[] {
  const words = part.translations[field.name] ?? {};
  const chosen = new Set(Object.keys(words).map(plain));
  const nothing = new Set(
    Object.keys(words)
      .filter((word) => words[word] === "")
      .map(plain),
  );
  if (!hasMeanings(field)) {
    return values.filter(isPlaceholder).map((value) => {
      const isNothing = nothing.has(plain(value));
      return { value, meant: isNothing ? "" : null, isChosen: isNothing };
    });
  }
  const table = field.type === "yesNo" ? yesNoTable(words) : choiceTable(field.name, field.choices ?? [], words);
  return values.map((value) => {
    const meant = nothing.has(plain(value)) ? "" : (table.get(plain(value)) ?? null);
    return { value, meant: meant === null ? null : yesNoWord(field, meant), isChosen: chosen.has(plain(value)) };
  });
}

const yesNoWord = (field: Field, meant: string) =>
  field.type !== "yesNo" || meant === "" ? meant : meant === "t" ? "yes" : "no";

export const hasMeanings = (field: Field) => field.type === "choice" || field.type === "yesNo";
/** Whether a row is kept aside for a word like `n/a` here, and would be loaded if it meant nothing. */
export const mayMeanNothing = (field: Field) =>
  !field.required && (field.refersTo !== undefined || !["text", "code"].includes(field.type));
export const choicesOf = (field: Field): readonly string[] =>
  field.type === "yesNo" ? ["yes", "no"] : (field.choices ?? []);

/** Whether a person must say what marks decimals: the amounts of these columns leave it open, or nobody has looked at them. */
export function isMarkOpen(part: FileMapping, file: DescribedFile): boolean {
  if (part.decimalMark !== undefined) return false;
  const header = part.header ? file.top : [];
  const columns = definitionOf(part.entity).fields.flatMap((field) => {
    const choice = part.columns[field.name];
    return choice && field.type === "amount" ? [columnIndex(choice, header)] : [];
  });
  const suggested = amountColumns(file.suggestion);
  if (file.suggestion.decimalMarks.length > 1 && columns.some((column) => suggested.includes(column))) return true;
  const marks = new DecimalMarks();
  for (const column of columns) for (const value of file.values[column] ?? []) marks.add(value);
  return marks.left().some((mark) => mark !== ".");
}

export type DayReadBothWays = Readonly<Record<"value" | "first" | "other" | "firstDay" | "otherDay", string>>;

/** A day among the first rows that is another one in each order, to choose the order by. */
export function dayReadBothWays(file: DescribedFile): DayReadBothWays | null {
  const { dateFormats } = file.suggestion;
  const pairs = dateFormats.flatMap((first, at) =>
    dateFormats
      .slice(at + 1)
      .filter((other) => !areOneOrder([first, other]))
      .map((other) => ({ first, other })),
  );
  const dayAs = (value: string, format: DateFormat) => {
    const parsed = parseDate(value, [format]);
    return parsed.ok ? parsed.date : null;
  };
  for (const column of dateColumns(file.suggestion)) {
    for (const value of file.values[column] ?? []) {
      for (const { first, other } of pairs) {
        const [firstDay, otherDay] = [dayAs(value, first), dayAs(value, other)];
        if (firstDay && otherDay && firstDay !== otherDay) return { value, first, other, firstDay, otherDay };
      }
    }
  }
  return null;
}

/**
 * The ways of writing days with one put in another's place, or added at the end (null), or taken away. What says the same
 * signs in another order goes, and where no order had been chosen, what the file surely has beside it stays.
 */
export function withDateFormat(
  part: FileMapping,
  file: DescribedFile,
  old: DateFormat | null,
  chosen: DateFormat | null,
): FileMapping {
  const sure = areOneOrder(part.dateFormats) ? part.dateFormats : file.suggestion.dateFormats.filter(isSureIn(file));
  const kept = sure.filter(
    (format) => format !== old && format !== chosen && (!chosen || areOneOrder([format, chosen])),
  );
  const at = old === null ? kept.length : Math.min(kept.length, Math.max(0, sure.indexOf(old)));
  const dateFormats = chosen === null ? kept : [...kept.slice(0, at), chosen, ...kept.slice(at)];
  return dateFormats.length === 0 ? part : { ...part, dateFormats };
}

const isSureIn = (file: DescribedFile) => (format: DateFormat) =>
  file.suggestion.dateFormats.every((other) => other === format || areOneOrder([format, other]));
