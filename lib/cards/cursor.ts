import { z } from "zod";
import { isCivilDate } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { isStorable } from "@/lib/storable";

export const NOT_OURS = "is no place in this list: leave it out to begin at the first page";

type Pattern = Pick<RegExp, "test">;

/**
 * What a place in a list is known by: the list's own name, since the values of one list may fit another, and the values
 * it is sorted by, each with what it must match.
 */
export type Place = { readonly list: string; readonly values: readonly Pattern[] };
export const placeIn = (list: string, ...values: readonly Pattern[]): Place => ({ list, values });

/** Where a page ended: the list and the sort values of its last row. Opaque to callers, and refused when it was not made here. */
export function encodeCursor({ list }: Place, values: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([list, ...values]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** As a list's parameter. A list of several orders has a place for each and says itself which one it goes by. */
export const cursorOf = (...places: readonly Place[]) =>
  z
    .string()
    .refine((cursor) => places.some((place) => isPlace(cursor, place)), { error: NOT_OURS, abort: true })
    .optional();

export const isPlace = (cursor: string, place: Place): boolean => read(cursor, place) !== null;

/** @throws Invalid naming `cursor` unless it holds exactly the values of a place in this list. */
export function decodeCursor(cursor: string, place: Place): string[] {
  const values = read(cursor, place);
  if (values === null) throw new Invalid("This cursor is not one of ours.", { fields: { cursor: NOT_OURS } });
  return values;
}

function read(cursor: string, place: Place): string[] | null {
  const parsed = parse(cursor);
  if (!Array.isArray(parsed)) return null;
  const [list, ...values] = parsed;
  const fits =
    list === place.list &&
    values.length === place.values.length &&
    values.every((value, i) => typeof value !== "object" && place.values[i]?.test(String(value)));
  return fits ? values.map(String) : null;
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
