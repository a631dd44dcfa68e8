import { Invalid } from "@/lib/errors";
import { faultOfName } from "../file-name";
import type { ReaderLimits } from "../limits";

/** Bytes that can be read from the start as often as needed: a file on disk, chunks in the database, an array in a test. */
export type ByteSource = {
  readonly name: string;
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
};

export function bytesSource(name: string, bytes: Uint8Array, chunkSize = 64 * 1024): ByteSource {
  return {
    name,
    size: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
    },
  };
}

/** The file cannot be read at all; nothing of it is loaded. */
export class UnreadableFile extends Invalid {
  constructor(
    readonly file: string,
    reason: string,
    cause?: unknown,
    /** Where the fault is, if not in the file itself. */
    field = file,
  ) {
    super(`${file}: ${reason}`, { status: 422, fields: { [field]: reason }, cause });
  }
}

export function sizeText(bytes: number): string {
  if (bytes >= 1024 ** 3) return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  if (bytes >= 1024 ** 2) return `${Math.round(bytes / 1024 ** 2)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} kB`;
}

export function refuseSize(name: string, size: number, most: number): void {
  if (size > most) {
    throw new UnreadableFile(name, `The file is ${sizeText(size)}; at most ${sizeText(most)} can be taken. Split it.`);
  }
  if (size === 0) throw new UnreadableFile(name, "The file is empty.");
}

/** The first bytes, at most `length`, without reading further. */
export async function head(bytes: AsyncIterable<Uint8Array>, length: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let taken = 0;
  for await (const part of bytes) {
    parts.push(part);
    taken += part.length;
    if (taken >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** `field` is where the name was given, if not with the file. @throws UnreadableFile for a name that nothing can be called by. */
export function refuseName(name: string, field?: string): void {
  const fault = faultOfName(name);
  if (fault === null) return;
  const shown =
    name
      .trim()
      .replace(/[^\p{L}\p{N}._ -]/gu, "?")
      .slice(0, 80) || "file";
  throw new UnreadableFile(shown, fault, undefined, field);
}

export type Limited = { readonly limits: ReaderLimits };
