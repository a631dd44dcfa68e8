import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { ReaderLimits } from "../limits";
import { type ByteSource, sizeText, UnreadableFile } from "./source";

/** Unpacks while counting, so that a bomb is stopped when it shows, not when memory ends. */
export async function* gunzip(source: ByteSource, limits: ReaderLimits): AsyncGenerator<Uint8Array> {
  const input = Readable.from(source.open(), { objectMode: false, highWaterMark: 64 * 1024 });
  const unzip = createGunzip({ chunkSize: 256 * 1024 });
  input.on("error", (error) => unzip.destroy(error));
  input.pipe(unzip);
  let out = 0;
  try {
    for await (const part of unzip as AsyncIterable<Buffer>) {
      out += part.length;
      // Held against what was read so far, a large bomb shows as early as a small one.
      refuseGrowth({ name: source.name, size: unzip.bytesWritten }, out, limits);
      yield part;
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (typeof code === "string" && (code.startsWith("Z_") || code.startsWith("ERR_"))) {
      throw new UnreadableFile(
        source.name,
        code === "Z_BUF_ERROR"
          ? "The gzip file ends too early: it was cut off. Send it again."
          : "The gzip file is damaged and cannot be unpacked. Send it again.",
        error,
      );
    }
    throw error;
  } finally {
    input.destroy();
    unzip.destroy();
  }
}

/** Small files that unpack to very much are found before any row is parsed, which would take ten times as long. */
export async function refuseBomb(source: ByteSource, limits: ReaderLimits): Promise<void> {
  if (source.size > limits.unpackCheckBytes) return;
  const enough = Math.min(Math.max(source.size * limits.unpackRatio, limits.unpackRatioFrom), limits.unpackedBytes);
  let out = 0;
  for await (const part of gunzip(source, limits)) {
    out += part.length;
    if (out > enough) return;
  }
}

export function refuseGrowth(source: { name: string; size: number }, unpacked: number, limits: ReaderLimits): void {
  if (unpacked > limits.unpackedBytes) {
    throw new UnreadableFile(
      source.name,
      `Unpacked, the file is larger than ${sizeText(limits.unpackedBytes)}. Split it into several files.`,
    );
  }
  if (unpacked > limits.unpackRatioFrom && unpacked > source.size * limits.unpackRatio) {
    throw new UnreadableFile(
      source.name,
      `Unpacked, the file or a part of it is more than ${limits.unpackRatio} times its own size, which no real export is. It was refused.`,
    );
  }
}
