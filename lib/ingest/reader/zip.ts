import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";
import type { ReaderLimits } from "../limits";
import { refuseGrowth } from "./gzip";
import { sizeText, UnreadableFile } from "./source";

export type ZipEntry = { path: string; method: number; packed: number; unpacked: number; offset: number };

/**
 * What the archive says it holds, read from its directory at the end before anything is unpacked.
 * @throws UnreadableFile when the directory is damaged, encrypted, in ZIP64 or promises more than the limits.
 */
export async function zipEntries(path: string, name: string, size: number, limits: ReaderLimits): Promise<ZipEntry[]> {
  const file = await open(path, "r");
  try {
    const entries = await readDirectory(file, name, size, limits);
    const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
    refuseGrowth({ name, size }, unpacked, limits);
    if (unpacked > limits.workbookBytes) {
      throw new UnreadableFile(
        name,
        `Unpacked, the workbook is larger than ${sizeText(limits.workbookBytes)}. Export it as CSV.`,
      );
    }
    return entries;
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle, name: string, size: number, limits: ReaderLimits): Promise<ZipEntry[]> {
  const tailLength = Math.min(size, 65_557);
  const tail = Buffer.alloc(tailLength);
  await file.read(tail, 0, tailLength, size - tailLength);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > tail.length)
    throw new UnreadableFile(name, "The workbook ends too early: it was cut off. Send it again.");
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff || count > limits.workbookEntries || length > 4 * 1024 * 1024) {
    throw new UnreadableFile(name, "The archive holds more parts than a workbook has.");
  }
  if (start + length > size) throw new UnreadableFile(name, "The workbook is damaged. Send it again.");
  const directory = Buffer.alloc(length);
  await file.read(directory, 0, length, start);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > length || directory.readUInt32LE(at) !== 0x02014b50) {
      throw new UnreadableFile(name, "The workbook is damaged. Send it again.");
    }
    if ((directory.readUInt16LE(at + 8) & 1) === 1)
      throw new UnreadableFile(name, "The workbook is protected by a password.");
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      path: directory.toString("utf8", at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Sizes in a directory can lie: unpacks each part into nothing and stops where it grows beyond what it declared. */
export async function refuseLyingEntries(path: string, name: string, entries: readonly ZipEntry[]): Promise<void> {
  for (const entry of entries) {
    if (entry.method === 0 && entry.packed === entry.unpacked) continue;
    for await (const _ of zipPart(path, name, entry));
  }
}

/** One part unpacked, as it passes. @throws UnreadableFile where it is damaged, or grows beyond what it declared. */
export async function* zipPart(path: string, name: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.method !== 8 && (entry.method !== 0 || entry.packed !== entry.unpacked)) {
    throw new UnreadableFile(name, "The workbook is packed in a way that is not known.");
  }
  const start = await partStart(path, name, entry);
  if (entry.packed === 0) return;
  const input = createReadStream(path, { start, end: start + entry.packed - 1 });
  if (entry.method === 0) {
    yield* input as AsyncIterable<Buffer>;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  input.on("error", (error) => inflate.destroy(error));
  input.pipe(inflate);
  let out = 0;
  try {
    for await (const part of inflate as AsyncIterable<Buffer>) {
      out += part.length;
      if (out > entry.unpacked)
        throw new UnreadableFile(name, "The workbook unpacks to more than it declares. It was refused.");
      yield part;
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(name, "The workbook is damaged. Send it again.", error);
  } finally {
    input.destroy();
    inflate.destroy();
  }
}

async function partStart(path: string, name: string, entry: ZipEntry): Promise<number> {
  const file = await open(path, "r");
  try {
    const header = Buffer.alloc(30);
    await file.read(header, 0, 30, entry.offset);
    if (header.readUInt32LE(0) !== 0x04034b50)
      throw new UnreadableFile(name, "The workbook is damaged. Send it again.");
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}
