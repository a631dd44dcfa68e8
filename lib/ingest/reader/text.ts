import { isUtf8 } from "node:buffer";
import { type Encoding, wholeCharacters } from "./encoding";
import { UnreadableFile } from "./source";

/**
 * The file's bytes as UTF-8 without byte order mark, whatever they were. Bytes that are none in the encoding, and NUL
 * characters, stop the file: a silently replaced character would become someone's name.
 */
export async function* asUtf8(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Buffer> {
  yield* refuseNul(name, encoding === "utf-8" ? checked(name, bytes) : decoded(name, bytes, encoding));
}

async function* checked(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Uint8Array = new Uint8Array();
  let first = true;
  let line = 1;
  for await (const part of bytes) {
    let all = rest.length === 0 ? part : Buffer.concat([rest, part]);
    if (first && all.length < 3) {
      rest = all;
      continue;
    }
    if (first && all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf) all = all.subarray(3);
    first = false;
    const whole = wholeCharacters(all);
    rest = all.subarray(whole.length);
    if (!isUtf8(whole)) throw notText(name, "utf-8", line + badLine(whole));
    line += countLines(whole);
    yield Buffer.from(whole.buffer, whole.byteOffset, whole.length);
  }
  if (rest.length === 0) return;
  if (!isUtf8(rest)) throw notText(name, "utf-8", line);
  yield Buffer.from(rest);
}

async function* decoded(name: string, bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let beyondAscii = 0;
  let couldBeUtf8 = true;
  let line = 1;
  try {
    for await (const part of bytes) {
      if (couldBeUtf8) {
        couldBeUtf8 = continuesUtf8(utf8, part);
        for (const byte of part) if (byte >= 0x80) beyondAscii++;
      }
      const text = decoder.decode(part, { stream: true });
      const buffer = Buffer.from(text, "utf8");
      line += countLines(buffer);
      if (buffer.length > 0) yield buffer;
    }
    const last = decoder.decode();
    // The first bytes of the file have been judged by their words; of what comes later a few may be UTF-8 by chance.
    if (couldBeUtf8 && beyondAscii > 16) refuseOverUtf8(name, encoding);
    if (last !== "") yield Buffer.from(last, "utf8");
  } catch (error) {
    if (error instanceof TypeError) throw notText(name, encoding, line);
    throw error;
  }
}

function continuesUtf8(decoder: TextDecoder, part: Uint8Array): boolean {
  try {
    decoder.decode(part, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Any bytes are text in an encoding of one byte a letter, so nothing but this would stop two wrong letters for each. */
export function refuseOverUtf8(name: string, encoding: Encoding): void {
  if (encoding === "utf-8" || encoding.startsWith("utf-16")) return;
  throw new UnreadableFile(
    name,
    `The file is UTF-8. Read as ${encoding.toUpperCase()}, as was chosen for it, its names would come out wrong. Choose utf-8 for it, or no encoding.`,
  );
}

async function* refuseNul(name: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let line = 1;
  for await (const part of bytes) {
    const nul = part.indexOf(0);
    if (nul >= 0) {
      const at = line + countLines(part.subarray(0, nul));
      throw new UnreadableFile(
        name,
        `Line ${at} holds a NUL character: this is no text file, or it was damaged on its way.`,
      );
    }
    line += countLines(part);
    yield part;
  }
}

function notText(name: string, encoding: Encoding, line: number): UnreadableFile {
  return new UnreadableFile(
    name,
    `At about line ${line} the file is not ${encoding.toUpperCase()}. Choose another encoding for it.`,
  );
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}

/** Lines before the first that is not valid. */
function badLine(bytes: Uint8Array): number {
  let start = 0;
  for (let lines = 0; ; lines++) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}
