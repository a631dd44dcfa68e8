import { isCivilDate } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { isStorable } from "@/lib/storable";

/** Where a page ended: the sort values of its last row. Opaque to callers, and refused when it was not made here. */
export function encodeCursor(values: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

type Pattern = Pick<RegExp, "test">;

/** @throws Invalid naming `cursor` unless it holds exactly the values expected, each matching its pattern. */
export function decodeCursor(cursor: string, patterns: readonly Pattern[]): string[] {
  const values = parse(cursor);
  const fits =
    Array.isArray(values) &&
    values.length === patterns.length &&
    values.every((value, i) => typeof value !== "object" && patterns[i]?.test(String(value)));
  if (!fits) throw new Invalid("This cursor is not one of ours.", { fields: { cursor: "is not valid" } });
  return (values as (string | number)[]).map(String);
}

function parse(cursor: string): unknown {
  try {
    const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0))),
    );
  } catch {
    return null;
  }
}

export const WHOLE = /^-?\d{1,18}$/;
export const DATE_OR_NEVER: Pattern = { test: (text) => text === "infinity" || isCivilDate(text) };
export const ANY_TEXT: Pattern = { test: (text) => text.length <= 300 && isStorable(text) };
