import { Invalid } from "@/lib/errors";
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

/** A name is shown and stored, never opened: no path, no control characters, no reserved dots. `field` is where it was given. */
export function refuseName(name: string, field?: string): void {
  const bare = name.trim();
  const shown = bare.replace(/[^\p{L}\p{N}._ -]/gu, "?").slice(0, 80) || "file";
  const refuse = (reason: string) => {
    throw new UnreadableFile(shown, reason, undefined, field);
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (bare === "" || bare === "." || bare === ".." || /[/\\\u0000-\u001f\u007f]/.test(bare)) {
    refuse("The file's name holds a path or control characters. Give it a plain name.");
  }
  if (Buffer.byteLength(bare) > 255) refuse("The file's name is too long.");
}

export type Limited = { readonly limits: ReaderLimits };
