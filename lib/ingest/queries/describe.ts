import { isDomainError } from "@/lib/errors";
import { entities } from "../constants";
import { type DescribedFile, estimateRows, type FileReport, valuesByColumn } from "../describe";
import type { FileMapping } from "../mapping/schema";
import type { KnownCodes } from "../mapping/suggest";
import type { LoadScope } from "../plan";
import { type FormatOverride, readRows } from "../reader/table";
import { type FilePreview, getFiles, previewFile, storedSource } from "./file";

/** Rows shown; values are gathered from all that were sampled. */
const SHOWN_ROWS = 12;
/** Up to this size every row is counted; above it their number is estimated from the sample. */
const COUNTED_BYTES = 4 * 1024 * 1024;

type Options = FormatOverride & { entity?: FileMapping["entity"]; known?: KnownCodes };

/** One file as the mapping screen shows it. @throws NotFound, and UnreadableFile for what is no table. */
export async function describeFile(scope: LoadScope, fileId: number, options: Options = {}): Promise<DescribedFile> {
  return describe(scope, await previewFile(scope, fileId, options));
}

async function describe(scope: LoadScope, preview: FilePreview): Promise<DescribedFile> {
  const { file, format, rows, suggestion, mapping } = preview;
  const [top, ...rest] = rows;
  return {
    id: file.id,
    name: file.name,
    size: file.size,
    format,
    rowCount: await countRows(scope, preview),
    top: top?.cells ?? [],
    rows: rest.slice(0, SHOWN_ROWS).map(({ line, cells }) => ({ line, cells })),
    values: valuesByColumn(rest.map((row) => row.cells)),
    suggestion,
    part: {
      ...mapping,
      ...(format.kind === "text" ? { encoding: format.encoding, delimiter: format.delimiter } : {}),
      ...(format.kind === "workbook" && format.sheet !== undefined ? { sheet: format.sheet } : {}),
    },
  };
}

async function countRows(
  scope: LoadScope,
  { file, format, rows, suggestion }: FilePreview,
): Promise<DescribedFile["rowCount"]> {
  const headers = suggestion.header ? 1 : 0;
  if (file.size > COUNTED_BYTES) {
    const sampleBytes = rows.reduce((sum, row) => sum + Buffer.byteLength(row.cells.join(",")) + 1, 0);
    return { count: estimateRows(file.size, sampleBytes, rows.length) - headers, isExact: false };
  }
  let count = 0;
  for await (const some of readRows(storedSource(scope, file), format)) count += some.length;
  return { count: Math.max(0, count - headers), isExact: true };
}

/** All files of one upload, in the order in which they will be loaded; the codes of one explain the columns of another. */
export async function describeFiles(scope: LoadScope, fileIds: readonly number[]): Promise<FileReport[]> {
  const facts = await getFiles(scope, fileIds);
  const first = await Promise.all(facts.map((file) => attempt(file, () => describeFile(scope, file.id))));
  const known = codesOf(first);
  const again = await Promise.all(
    first.map((report) =>
      report.file ? attempt(report, () => describeFile(scope, report.id, { known })) : Promise.resolve(report),
    ),
  );
  const place = (report: FileReport) => (report.file ? entities.indexOf(report.file.part.entity) : entities.length);
  return again.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
}

async function attempt(
  { id, name, size }: { id: number; name: string; size: number },
  work: () => Promise<DescribedFile>,
): Promise<FileReport> {
  try {
    return { id, name, size, file: await work() };
  } catch (error) {
    if (!isDomainError(error) || error.code !== "invalid") throw error;
    return { id, name, size, unreadable: error.fields[name] ?? error.message };
  }
}

function codesOf(reports: readonly FileReport[]): KnownCodes {
  const known: Record<string, Set<string>> = {};
  for (const { file } of reports) {
    if (!file) continue;
    const key = file.suggestion.columns.code ?? file.suggestion.columns.id;
    if (!key) continue;
    known[file.part.entity] ??= new Set();
    for (const value of file.values[key.column] ?? []) known[file.part.entity]?.add(value);
  }
  return known;
}
