import { type ReaderLimits, readerLimits } from "../limits";
import { csvRows, type Row } from "./csv";
import { guessShape } from "./delimiter";
import { type Encoding, guessEncoding, wholeCharacters } from "./encoding";
import { gunzip, refuseBomb } from "./gzip";
import { container } from "./magic";
import { type ByteSource, head, refuseName, refuseSize, UnreadableFile } from "./source";
import { asUtf8, refuseOverUtf8 } from "./text";
import { xlsxRows } from "./xlsx";

/** How a file is to be read: what was found in it, overridden by what a person or a mapping says. */
export type FileFormat =
  | {
      readonly kind: "text";
      readonly gzip: boolean;
      readonly encoding: Encoding;
      readonly delimiter: string;
      readonly newline: "\n" | "\r";
      /** False: the encoding was guessed, and the bytes make sense in another one too. */
      readonly isCertain: boolean;
      readonly reason: string;
    }
  | { readonly kind: "workbook"; readonly sheet?: string; readonly reason: string };

export type FormatOverride = { encoding?: Encoding; delimiter?: string; sheet?: string };

/** Looks at the first bytes only. @throws UnreadableFile for what is no table, too large, or named like a path. */
export async function findFormat(
  source: ByteSource,
  override: FormatOverride = {},
  limits: ReaderLimits = readerLimits,
): Promise<FileFormat> {
  refuseName(source.name);
  refuseSize(source.name, source.size, limits.fileBytes);
  const outer = container(await head(source.open(), 512));
  if (outer.container === "refused")
    throw new UnreadableFile(source.name, `This is ${outer.what}, not a table of rows.`);
  if (outer.container === "zip") {
    const sheet = override.sheet === undefined ? {} : { sheet: override.sheet };
    return { kind: "workbook", ...sheet, reason: "an Excel workbook" };
  }
  const gzip = outer.container === "gzip";
  const sample = await head(gzip ? gunzip(source, limits) : source.open(), limits.sampleBytes);
  if (gzip) {
    const inner = container(sample);
    if (inner.container !== "text") {
      throw new UnreadableFile(
        source.name,
        `Inside the gzip file is ${inner.what}. Unpack it and import the file itself.`,
      );
    }
  }
  if (gzip) await refuseBomb(source, limits);
  if (sample.length === 0) throw new UnreadableFile(source.name, "The file is empty.");
  const complete = sample.length < limits.sampleBytes;
  const guess = guessEncoding(sample);
  const encoding = override.encoding ?? guess.encoding;
  if (guess.encoding === "utf-8" && guess.isCertain && holdsMore(sample)) refuseOverUtf8(source.name, encoding);
  const text = decodeSample(sample, encoding);
  refuseNulText(source.name, text);
  const shape = guessShape(text, complete);
  return {
    kind: "text",
    gzip,
    encoding,
    delimiter: override.delimiter ?? shape.delimiter,
    newline: shape.newline,
    isCertain: override.encoding !== undefined || guess.isCertain,
    reason: override.encoding ? "as chosen" : guess.reason,
  };
}

/** Every row of the file, header included, with its line. */
export function readRows(
  source: ByteSource,
  format: FileFormat,
  limits: ReaderLimits = readerLimits,
): AsyncGenerator<Row[]> {
  if (format.kind === "workbook") return xlsxRows(source, format.sheet, limits);
  const bytes = format.gzip ? gunzip(source, limits) : source.open();
  return csvRows(source.name, asUtf8(source.name, bytes, format.encoding), format, limits);
}

/** The first rows, without reading the rest. */
export async function firstRows(
  source: ByteSource,
  format: FileFormat,
  count: number,
  limits: ReaderLimits = readerLimits,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const some of readRows(source, format, limits)) {
    rows.push(...some.slice(0, count - rows.length));
    if (rows.length >= count) break;
  }
  return rows;
}

function decodeSample(sample: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(encoding === "utf-8" ? wholeCharacters(sample) : sample);
}

const holdsMore = (sample: Uint8Array): boolean => sample.some((byte) => byte >= 0x80);

function refuseNulText(name: string, text: string): void {
  if (text.includes("\u0000")) {
    throw new UnreadableFile(
      name,
      "The file holds NUL characters: this is no text file, or it was damaged on its way.",
    );
  }
}
