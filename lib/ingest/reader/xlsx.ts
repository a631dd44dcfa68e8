import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReaderLimits } from "../limits";
import type { Row } from "./csv";
import { sheetRows } from "./sheet";
import { type ByteSource, UnreadableFile } from "./source";
import { type Archive, readWorkbook, WORKBOOK } from "./workbook";
import { refuseLyingEntries, zipEntries } from "./zip";

/**
 * Rows of one sheet (the first unless named). A zip is read from its end, so the file is laid on disk for the time
 * being; its directory is checked before anything is unpacked.
 */
export async function* xlsxRows(
  source: ByteSource,
  sheet: string | undefined,
  limits: ReaderLimits,
): AsyncGenerator<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "breakwater-"));
  const file = path.join(folder, "book.xlsx");
  try {
    await pipeline(Readable.from(source.open(), { objectMode: false }), createWriteStream(file));
    yield* rowsOf(await openArchive(file, source, limits), sheet);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openArchive(file: string, source: ByteSource, limits: ReaderLimits): Promise<Archive> {
  const entries = await zipEntries(file, source.name, source.size, limits);
  if (!entries.some((entry) => entry.path === WORKBOOK)) {
    throw new UnreadableFile(
      source.name,
      "This is a zip archive, not a workbook. Unpack it and import the files in it.",
    );
  }
  await refuseLyingEntries(file, source.name, entries);
  return { file, name: source.name, entries, limits };
}

async function* rowsOf(archive: Archive, title: string | undefined): AsyncGenerator<Row[]> {
  const { name } = archive;
  try {
    const book = await readWorkbook(archive);
    const sheet = title === undefined ? book.sheets[0] : book.sheets.find((one) => one.title === title);
    if (sheet) yield* sheetRows(archive, book, sheet);
    else if (title === undefined) throw new UnreadableFile(name, "The workbook has no sheet.");
    else {
      const there = book.sheets.map((one) => one.title).join(", ");
      throw new UnreadableFile(name, `The workbook has no sheet named "${title}"; it has ${there}.`);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(
      name,
      "The workbook is damaged and cannot be read. Save it anew or export it as CSV.",
      error,
    );
  }
}
