import { isTemplateVariable, type TemplateVariable } from "./constants";

/** A piece of a line: words as they are, or what stands for a value. */
export type Part = string | { readonly variable: TemplateVariable };

/** A paragraph, which is its lines; a list of cards; or a link alone, which becomes a button. */
export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Part[])[] }
  | { readonly kind: "cards" }
  | { readonly kind: "button" };

/** Where in the text and what is wrong. Line and column count from 1, columns in characters as a person sees them. */
export type TemplateFault = {
  readonly kind: "unknown-variable" | "open-brace" | "not-inline" | "control-character";
  readonly variable: string;
  readonly line: number;
  readonly column: number;
};

export type Parsed<T> = { readonly value: T; readonly faults: readonly TemplateFault[] };

/** Controls, and the private-use characters that the rendering keeps for itself. Tabs are white space. */
const UNPRINTABLE = /[^\P{C}\t\p{Cf}]/u;
const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * The small language of templates: paragraphs with blank lines between them, and `{{variable}}` within the lines. A
 * `{{cards}}` or `{{statement-link}}` alone in a paragraph becomes the list, or a button. Nothing else has a meaning:
 * no markup can be written, so that none can be broken or smuggled in.
 */
export function parseBody(text: string): Parsed<readonly Block[]> {
  const faults: TemplateFault[] = [];
  const blocks: Block[] = [];
  let lines: (readonly Part[])[] = [];
  const endParagraph = () => {
    if (lines.length > 0) blocks.push(blockOf(lines));
    lines = [];
  };
  for (const [index, line] of splitLines(text).entries()) {
    if (line.trim() === "") endParagraph();
    else lines.push(parseLine(line, index + 1, faults));
  }
  endParagraph();
  for (const fault of misplaced(text)) faults.push(fault);
  return { value: blocks, faults: inOrder(faults) };
}

/** A subject is one line of words and values; a list or a link has no place in it. */
export function parseSubject(text: string): Parsed<readonly Part[]> {
  const faults: TemplateFault[] = [];
  const value = splitLines(text).flatMap((line, index) => parseLine(line, index + 1, faults));
  for (const [line, column, name] of variablesOf(text)) {
    if (name === "cards" || name === "statement-link")
      faults.push({ kind: "not-inline", variable: name, line, column });
  }
  return { value, faults: inOrder(faults) };
}

export const splitLines = (text: string): string[] => text.replaceAll("\r\n", "\n").split(/[\n\r]/);

function parseLine(line: string, number: number, faults: TemplateFault[]): Part[] {
  const parts: Part[] = [];
  let read = 0;
  const words = (until: number) => {
    const text = line.slice(read, until);
    if (text === "") return;
    const brace = /\{\{|\}\}/.exec(text);
    if (brace) faults.push(fault("open-brace", brace[0], line, number, read + brace.index));
    const control = UNPRINTABLE.exec(text);
    if (control) faults.push(fault("control-character", control[0], line, number, read + control.index));
    parts.push(text);
  };
  for (const match of line.matchAll(VARIABLE)) {
    words(match.index);
    read = match.index + match[0].length;
    const name = match[1] ?? "";
    if (isTemplateVariable(name)) parts.push({ variable: name });
    else faults.push(fault("unknown-variable", name, line, number, match.index));
  }
  words(line.length);
  return parts;
}

/** `index` counts UTF-16 units; a person counts characters. */
function fault(
  kind: TemplateFault["kind"],
  variable: string,
  line: string,
  number: number,
  index: number,
): TemplateFault {
  return { kind, variable, line: number, column: [...line.slice(0, index)].length + 1 };
}

function blockOf(lines: readonly (readonly Part[])[]): Block {
  const only = lines.length === 1 && lines[0]?.length === 1 ? lines[0][0] : undefined;
  if (typeof only === "object" && only.variable === "cards") return { kind: "cards" };
  if (typeof only === "object" && only.variable === "statement-link") return { kind: "button" };
  return { kind: "paragraph", lines };
}

/** The list of cards is a block of its own: within a sentence it could not be laid out. */
function misplaced(text: string): TemplateFault[] {
  const lines = splitLines(text);
  const blank = (index: number) => (lines[index] ?? "").trim() === "";
  return variablesOf(text).flatMap(([line, column, name]) => {
    const alone = /^\s*\{\{\s*cards\s*\}\}\s*$/.test(lines[line - 1] ?? "") && blank(line - 2) && blank(line);
    return name === "cards" && !alone ? [{ kind: "not-inline" as const, variable: name, line, column }] : [];
  });
}

/** Every variable the text names: line, column, name. */
export function variablesOf(text: string): (readonly [line: number, column: number, name: string])[] {
  return splitLines(text).flatMap((line, index) =>
    [...line.matchAll(VARIABLE)].map(
      (match) => [index + 1, [...line.slice(0, match.index)].length + 1, match[1] ?? ""] as const,
    ),
  );
}

const inOrder = (faults: readonly TemplateFault[]) => faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
