import type { z } from "zod";
import { isStorable } from "./storable";

/** The search parameters of a page, as Next hands them over. */
export type Address = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A parameter given twice counts once, by its first value. */
export function firstOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}

/**
 * An address read with a domain's own schema, but forgivingly: what a page does not know is left alone, what does not
 * parse falls back to its default. A link from last year still opens.
 */
export function readAddress<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, address: Address) {
  const good: Record<string, string> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const value = firstOf(address[name]);
    if (value === undefined || value === "" || !isStorable(value)) continue;
    if ((field as z.ZodType).safeParse(value).success) good[name] = value;
  }
  return parseRest(schema, good);
}

/** Without what its parts have against one another: what is named goes, or, where that is missing, what asks for it. */
function parseRest<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  good: Readonly<Record<string, string>>,
): z.output<z.ZodObject<Shape>> {
  const read = schema.safeParse(good);
  if (read.success) return read.data;
  const named = namedIn(read);
  const without = (gone: readonly string[]) =>
    Object.fromEntries(Object.entries(good).filter(([name]) => !gone.includes(name)));
  const there = named.filter((name) => name in good);
  if (there.length > 0) return parseRest(schema, without(there));
  const asks = Object.keys(good).find(
    (name) => !namedIn(schema.safeParse(without([name]))).some((missing) => named.includes(missing)),
  );
  return asks === undefined ? schema.parse({}) : parseRest(schema, without([asks]));
}

const namedIn = (read: z.ZodSafeParseResult<unknown>): string[] =>
  read.success ? [] : read.error.issues.map(({ path }) => String(path[0]));

/** Where one is in a list; a screen with a second list has a second place. */
const places: readonly string[] = ["cursor", "page", "pastPage"];

/**
 * The same screen with some parts of its address changed; null takes a part out. Where one was in a long list does not
 * survive a change of the list.
 */
export function hrefWith(path: string, address: Address, change: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(address)) {
    const first = firstOf(value);
    if (first && !(name in change) && !places.includes(name)) query.set(name, first);
  }
  for (const [name, value] of Object.entries(change)) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text.replaceAll("%2C", ",")}` : path;
}

/** The parts of the address that belong to the reader and not to one page: they go along to the next page. */
export const carriedParts = ["issuer", "asOf", "knownAt", "from", "to", "currency", "lang"] as const;

/** Another page, seen with the same eyes. */
export function hrefTo(path: string, address: Address, change: Readonly<Record<string, string | null>> = {}): string {
  const kept: Record<string, string | undefined> = {};
  for (const name of carriedParts) kept[name] = firstOf(address[name]);
  return hrefWith(path, kept, change);
}

/** `sort=-sold` is from the largest down; anything that is no known column counts as the default. */
export function readSort<Key extends string>(
  address: Address,
  keys: readonly Key[],
  usual: { by: Key; direction: "asc" | "desc" },
): { by: Key; direction: "asc" | "desc" } {
  const text = firstOf(address.sort) ?? "";
  const by = keys.find((key) => key === text.replace(/^-/, ""));
  return by === undefined ? usual : { by, direction: text.startsWith("-") ? "desc" : "asc" };
}

export function writeSort(sort: { by: string; direction: "asc" | "desc" }): string {
  return sort.direction === "desc" ? `-${sort.by}` : sort.by;
}
