import { isDomainError } from "@/lib/errors";
import { entities } from "../constants";
import { type DescribedFile, estimateRows, type FileReport, valuesByColumn } from "../describe";
import { mappingOf } from "../mapping/complete";
import { DayOrder } from "../mapping/day-order";
import { DecimalMarks } from "../mapping/decimal-marks";
import type { FileMapping } from "../mapping/schema";
import { amountColumns, dateColumns, type FileSuggestion, type KnownCodes, suggestFile } from "../mapping/suggest";
import type { LoadScope } from "../plan";
import type { Row } from "../reader/csv";
import { type ByteSource, bytesSource, UnreadableFile } from "../reader/source";
import { type FileFormat, type FormatOverride, findFormat, firstRows, readRows } from "../reader/table";
import { areOneOrder } from "../row/dates";
import { type FileFacts, getFiles, storedSource } from "./file";

/** Rows that are looked at; the first few of them are shown. */
const SAMPLED_ROWS = 100;
const SHOWN_ROWS = 12;
/** Up to this size a file is held in memory while it is looked at, and every row is counted. */
const COUNTED_BYTES = 1024 * 1024;

/** So many rows are read for a day that tells the order of day and month, or an amount its decimals, where the first rows do not. */
const SETTLING_ROWS = 100_000;

type Options = FormatOverride & { entity?: FileMapping["entity"] };
type Looked = { facts: FileFacts; source: ByteSource; format: FileFormat; rows: Row[]; counted: number | null };

/** One file as the mapping screen shows it. @throws NotFound, and UnreadableFile for what is no table. */
export async function describeFile(scope: LoadScope, fileId: number, options: Options = {}): Promise<DescribedFile> {
  const [facts] = await getFiles(scope, [fileId]);
  if (!facts) throw new Error("A file was neither found nor refused");
  const looked = await lookAt(scope, facts, options);
  return describe(looked, await settle(looked, suggest(looked, {}, options.entity)));
}

/** All files of one upload, in the order in which they will be loaded; the codes of one explain the columns of another. */
export async function describeFiles(scope: LoadScope, fileIds: readonly number[]): Promise<FileReport[]> {
  const facts = await getFiles(scope, fileIds);
  const looked = await Promise.all(facts.map((file) => attempt(() => lookAt(scope, file), file.name)));
  const known = codesOf(looked.flatMap(({ done }) => (done ? [describe(done, suggest(done))] : [])));
  const reports = await Promise.all(
    facts.map(async ({ id, name, size }, at): Promise<FileReport> => {
      const { done: found, unreadable = "" } = looked[at] ?? {};
      if (!found) return { id, name, size, unreadable };
      const dated = await attempt(() => settle(found, suggest(found, known)), name);
      return dated.done
        ? { id, name, size, file: describe(found, dated.done) }
        : { id, name, size, unreadable: dated.unreadable };
    }),
  );
  const place = (report: FileReport) => (report.file ? entities.indexOf(report.file.part.entity) : entities.length);
  return reports.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
}

async function lookAt(scope: LoadScope, facts: FileFacts, options: FormatOverride = {}): Promise<Looked> {
  const isSmall = facts.size <= COUNTED_BYTES;
  const source = isSmall ? await inMemory(storedSource(scope, facts)) : storedSource(scope, facts);
  const format = await findFormat(source, options);
  const rows = await firstRows(source, format, SAMPLED_ROWS);
  if (rows.length === 0) throw new UnreadableFile(facts.name, "The file is empty.");
  let counted: number | null = null;
  if (isSmall) {
    counted = 0;
    for await (const some of readRows(source, format)) counted += some.length;
  }
  return { facts, source, format, rows, counted };
}

async function inMemory(source: ByteSource): Promise<ByteSource> {
  const parts: Uint8Array[] = [];
  for await (const part of source.open()) parts.push(part);
  return bytesSource(source.name, Buffer.concat(parts));
}

const suggest = ({ facts, rows }: Looked, known: KnownCodes = {}, entity?: FileMapping["entity"]): FileSuggestion =>
  suggestFile(
    facts.name,
    rows.map((row) => row.cells),
    known,
    entity,
  );

/** A file in order of days may begin with many that are read either way, and with amounts that are: further down stands one that is not. */
async function settle({ source, format }: Looked, suggestion: FileSuggestion): Promise<FileSuggestion> {
  const days = areOneOrder(suggestion.dateFormats) ? [] : dateColumns(suggestion);
  const amounts = suggestion.decimalMarks.length === 1 ? [] : amountColumns(suggestion);
  if (days.length === 0 && amounts.length === 0) return suggestion;
  const order = new DayOrder(suggestion.dateFormats);
  const marks = new DecimalMarks();
  let read = 0;
  for await (const some of readRows(source, format)) {
    for (const { cells } of some) {
      for (const column of days) order.add((cells[column] ?? "").trim());
      for (const column of amounts) marks.add((cells[column] ?? "").trim());
    }
    read += some.length;
    if (read >= SETTLING_ROWS) break;
  }
  return {
    ...suggestion,
    dateFormats: order.left(),
    decimalMarks: amounts.length === 0 ? suggestion.decimalMarks : marks.left(),
  };
}

function describe({ facts, format, rows, counted }: Looked, suggestion: FileSuggestion): DescribedFile {
  const cells = rows.map((row) => row.cells);
  const [top, ...rest] = rows;
  const headers = suggestion.header ? 1 : 0;
  const sampleBytes = cells.reduce((sum, row) => sum + Buffer.byteLength(row.join(",")) + 1, 0);
  const count = (counted ?? estimateRows(facts.size, sampleBytes, rows.length)) - headers;
  return {
    id: facts.id,
    name: facts.name,
    size: facts.size,
    format,
    rowCount: { count: Math.max(0, count), isExact: counted !== null },
    top: top?.cells ?? [],
    rows: rest.slice(0, SHOWN_ROWS).map(({ line, cells: row }) => ({ line, cells: row })),
    values: valuesByColumn(rest.map((row) => row.cells)),
    suggestion,
    part: {
      ...mappingOf(facts.name, suggestion),
      ...(format.kind === "text" ? { encoding: format.encoding, delimiter: format.delimiter } : {}),
      ...(format.kind === "workbook" && format.sheet !== undefined ? { sheet: format.sheet } : {}),
    },
  };
}

type Attempt<T> = { done: T; unreadable?: undefined } | { done?: undefined; unreadable: string };

async function attempt<T>(work: () => Promise<T>, name: string): Promise<Attempt<T>> {
  try {
    return { done: await work() };
  } catch (error) {
    if (!isDomainError(error) || error.code !== "invalid") throw error;
    return { unreadable: error.fields[name] ?? error.message };
  }
}

function codesOf(files: readonly DescribedFile[]): KnownCodes {
  const known: Record<string, Set<string>> = {};
  for (const file of files) {
    const key = file.suggestion.columns.code ?? file.suggestion.columns.id;
    if (!key) continue;
    const codes = known[file.part.entity] ?? new Set<string>();
    for (const value of file.values[key.column] ?? []) codes.add(value);
    known[file.part.entity] = codes;
  }
  return known;
}
