import { inflateSync } from "node:zlib";

/**
 * What a reader of the PDF sees, taken from its bytes: the lines of each page, decoded as WinAnsi or by the table that an
 * embedded font brings. Knows only what such files hold: compressed streams, text as hexadecimal strings, and moves of the
 * origin.
 */
export function pagesOf(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString("latin1");
  const root = text.slice(text.indexOf("/Type /Pages"));
  const kids = /\/Kids \[([^\]]*)\]/.exec(root)?.[1] ?? "";
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, page]) => {
    const object = objectOf(text, page);
    const content = /\/Contents (\d+) 0 R/.exec(object)?.[1];
    const resources = /\/Resources (\d+) 0 R/.exec(object)?.[1];
    return linesOf(streamOf(text, content), fontsOf(text, resources)).join("\n");
  });
}

/** By the name of a font on the page, the character of each of its codes; none for those of WinAnsi. */
type Fonts = ReadonlyMap<string, ReadonlyMap<string, string>>;

function fontsOf(text: string, resources: string | undefined): Fonts {
  const fonts = /\/Font <<([^>]*)>>/.exec(objectOf(text, resources))?.[1] ?? "";
  return new Map(
    [...fonts.matchAll(/\/(F\d+) (\d+) 0 R/g)].flatMap(([, name = "", font]) => {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objectOf(text, font))?.[1];
      return table === undefined ? [] : [[name, codesOf(streamOf(text, table))]];
    }),
  );
}

function codesOf(table: string): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const [, first = "", list = ""] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, units = ""]] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const code = (Number.parseInt(first, 16) + index).toString(16).padStart(4, "0");
      const characters = units.match(/[0-9a-f]{4}/g) ?? [];
      codes.set(code, String.fromCharCode(...characters.map((unit) => Number.parseInt(unit, 16))));
    }
  }
  return codes;
}

function objectOf(text: string, number: string | undefined): string {
  const start = text.indexOf(`\n${number} 0 obj`);
  if (number === undefined || start === -1) throw new Error(`no object ${number}`);
  return text.slice(start, text.indexOf("endobj", start));
}

function streamOf(text: string, number: string | undefined): string {
  const object = objectOf(text, number);
  const length = Number(/\/Length (\d+)/.exec(object)?.[1]);
  const start = object.indexOf("stream\n") + "stream\n".length;
  return inflateSync(Buffer.from(object.slice(start, start + length), "latin1")).toString("latin1");
}

/** Where the origin lies and which way is up; nothing on the page is turned or scaled otherwise. */
type Frame = { readonly x: number; readonly y: number; readonly up: number };

function moved({ x, y, up }: Frame, operands: readonly string[]): Frame {
  const [, , , flip = 1, right = 0, high = 0] = operands.map(Number);
  return { x: x + right, y: y + up * high, up: up * flip };
}

/** Pieces at one height are a line; those that do not follow upon one another have a space between them. */
function linesOf(content: string, fonts: Fonts): string[] {
  let codes: ReadonlyMap<string, string> | undefined;
  const lines: string[] = [];
  const kept: Frame[] = [];
  let frame: Frame = { x: 0, y: 0, up: 1 };
  let end: Frame | null = null;
  let height = Number.NaN;
  let justShown = false;
  for (const row of content.split("\n")) {
    const words = row.split(" ");
    const operator = words.at(-1);
    if (operator === "q") kept.push(frame);
    else if (operator === "Q") frame = kept.pop() ?? frame;
    else if (operator === "Tf") codes = fonts.get(words[0]?.slice(1) ?? "");
    else if (operator === "cm") {
      frame = moved(frame, words);
      if (justShown) end = frame;
      justShown = false;
    } else if (operator === "TJ") {
      // Text is set inside one more flip, of a page's height, which its own matrix takes back.
      const base = kept.at(-1) ?? frame;
      const piece = decoded(row, codes);
      if (base.y !== height) lines.push(piece);
      else lines.push(`${lines.pop() ?? ""}${end && Math.abs(end.x - base.x) < 0.01 ? "" : " "}${piece}`);
      height = base.y;
      justShown = true;
    }
  }
  return lines;
}

/** Bytes 80–9f of WinAnsi (PDF 32000-1, annex D); the rest is Latin-1. Node's own windows-1252 leaves them as controls. */
const special = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The strings of an operator that shows text; between them stand corrections of their distance. */
function decoded(row: string, codes: ReadonlyMap<string, string> | undefined): string {
  const hex = [...row.matchAll(/<([0-9a-f]*)>/g)].map(([, digits = ""]) => digits).join("");
  if (codes) return (hex.match(/.{4}/g) ?? []).map((code) => codes.get(code) ?? "\ufffd").join("");
  return [...Buffer.from(hex, "hex")].map((byte) => special[byte - 0x80] ?? String.fromCharCode(byte)).join("");
}

/** The page with its line breaks as spaces, for sentences that run over them. */
export const flowing = (page: string): string => page.replace(/\s+/g, " ").trim();

export function infoOf(bytes: Uint8Array, key: string): string | null {
  const text = Buffer.from(bytes).toString("latin1");
  const number = new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];
  return /\((.*)\)/.exec(objectOf(text, number))?.[1] ?? null;
}
