import { inflateSync } from "node:zlib";

/** One run of text on a page: where it stands, from the top left corner, and how large, all in points (1/72 inch). */
export type Word = { readonly text: string; readonly x: number; readonly y: number; readonly size: number };
export type PrintedPage = { readonly width: number; readonly height: number; readonly words: readonly Word[] };

/**
 * What Chromium has printed, page by page. Reads what Skia writes into a PDF and no more: plain objects, compressed streams,
 * fonts with a table of their characters, text as hexadecimal strings.
 */
export function readPrinted(bytes: Uint8Array): PrintedPage[] {
  const text = Buffer.from(bytes).toString("latin1");
  const objects = new Map(
    [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, n, body]) => [n, body]),
  );
  const read = (number = ""): string => objects.get(number) ?? "";
  const pages = [...objects.values()].filter((body = "") => /\/Type \/Page\b(?!s)/.test(body));
  return pages.map((body = "") => {
    const [, , width = 0, height = 0] = (/\/MediaBox \[([^\]]*)\]/.exec(body)?.[1] ?? "").split(" ").map(Number);
    return { width, height, words: wordsOf(body, read, [1, 0, 0, 1, 0, 0], height) };
  });
}

type Read = (number?: string) => string;
type Matrix = readonly [number, number, number, number, number, number];

/** `inner` first, then `outer`. */
function times(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [g, h, i, j, k, l] = outer;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

function matrixOf(operands: string): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = operands.trim().split(/\s+/).map(Number);
  return [a, b, c, d, e, f];
}

function streamOf(object: string): string {
  const start = object.indexOf("stream\n") + "stream\n".length;
  const length = Number(/\/Length (\d+)/.exec(object)?.[1]);
  const bytes = Buffer.from(object.slice(start, start + length), "latin1");
  return (/\/FlateDecode/.test(object.slice(0, start)) ? inflateSync(bytes) : bytes).toString("latin1");
}

/** A page's, or of a part that is drawn as a whole (a group with its own opacity). */
function wordsOf(owner: string, read: Read, around: Matrix, height: number): Word[] {
  const named = (kind: string) => {
    const inner = new RegExp(`/${kind} <<([^>]*)>>`).exec(owner)?.[1] ?? "";
    return new Map([...inner.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = "", number]) => [name, number]));
  };
  const fonts = new Map([...named("Font")].map(([name, number]) => [name, codesOf(read(number), read)]));
  const parts = named("XObject");
  const contents = /\/Contents (\d+) 0 R/.exec(owner)?.[1];
  const words: Word[] = [];
  const kept: Matrix[] = [];
  let now = around;
  let at = now;
  let font: { codes: ReadonlyMap<string, string>; size: number } | null = null;
  for (const line of streamOf(contents ? read(contents) : owner).split("\n")) {
    const operator = /(\S+)$/.exec(line)?.[1];
    if (operator === "q") kept.push(now);
    else if (operator === "Q") now = kept.pop() ?? around;
    else if (operator === "cm") now = times(matrixOf(line), now);
    else if (operator === "BT") at = now;
    else if (operator === "Tm") at = times(matrixOf(line), now);
    else if (operator === "Tf") {
      const [name = "", size] = line.slice(1).split(" ");
      font = { codes: fonts.get(name) ?? new Map(), size: Number(size) };
    } else if ((operator === "Tj" || operator === "TJ") && font) {
      const codes = [...line.matchAll(/<([0-9A-Fa-f]*)>/g)].flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? []);
      const shown = codes.map((code) => font?.codes.get(code.toUpperCase()) ?? "\ufffd").join("");
      const [, , c, d, x, y] = at;
      words.push({ text: shown, x, y: height - y, size: font.size * Math.hypot(c, d) });
    } else if (operator === "Do") {
      const part = read(parts.get(/\/(\w+) Do$/.exec(line)?.[1] ?? ""));
      if (/\/Subtype \/Form/.test(part)) words.push(...wordsOf(part, read, now, height));
    }
  }
  return words;
}

/** By a font's code, the characters that it stands for. */
function codesOf(font: string, read: Read): ReadonlyMap<string, string> {
  const table = /\/ToUnicode (\d+) 0 R/.exec(font)?.[1];
  const codes = new Map<string, string>();
  if (table === undefined) return codes;
  const text = streamOf(read(table));
  const characters = (hex: string, more = 0) => {
    const units = (hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
    return String.fromCharCode(...units.slice(0, -1), (units.at(-1) ?? 0) + more);
  };
  for (const [, block = ""] of text.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g))
    for (const [, code = "", to = ""] of block.matchAll(/<(\w+)> <(\w+)>/g))
      codes.set(code.toUpperCase(), characters(to));
  for (const [, block = ""] of text.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g))
    for (const [, from = "", last = "", to = ""] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const first = Number.parseInt(from, 16);
      for (let code = first; code <= Number.parseInt(last, 16); code++)
        codes.set(code.toString(16).toUpperCase().padStart(4, "0"), characters(to, code - first));
    }
  return codes;
}

/** Lines from top to bottom, each from left to right; pieces at one height belong together. */
export function linesOf({ words }: PrintedPage): string[] {
  const lines = new Map<number, Word[]>();
  for (const word of words) {
    const height = [...lines.keys()].find((one) => Math.abs(one - word.y) < 2) ?? word.y;
    lines.set(height, [...(lines.get(height) ?? []), word]);
  }
  const ordered = [...lines].toSorted(([one], [other]) => one - other);
  return ordered.map(([, row]) =>
    row
      .toSorted((one, other) => one.x - other.x)
      .map(({ text }) => text)
      .join(" "),
  );
}
