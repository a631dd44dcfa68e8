import { createLoader, createParser, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { z } from "zod";
import { locales } from "./format";

/** What the address of every issuer screen may say. Defaults are left out; a value that does not parse is ignored. */

const civilDate = z.iso.date();
const currencyCode = z.string().regex(/^[A-Z]{3}$/);
const issuerCode = z.string().regex(/^[A-Z0-9_-]{1,32}$/i);

function parseAsChecked(schema: z.ZodType<string>) {
  return createParser({ parse: (value: string) => schema.safeParse(value).data ?? null, serialize: (value) => value });
}

export const parseAsCivilDate = parseAsChecked(civilDate);

export const comparisons = ["none", "previous", "year"] as const;
export type Comparison = (typeof comparisons)[number];

export const viewParsers = {
  asOf: parseAsCivilDate,
  knownAt: parseAsCivilDate,
  from: parseAsCivilDate,
  to: parseAsCivilDate,
  compare: parseAsStringLiteral(comparisons).withDefault("none"),
  currency: parseAsChecked(currencyCode),
  lang: parseAsStringLiteral(locales).withDefault("en"),
  issuer: parseAsChecked(issuerCode),
};

export type ViewState = inferParserType<typeof viewParsers>;

export const loadViewState = createLoader(viewParsers);
export const viewQuery = createSerializer(viewParsers);

type Address = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The same screen with some parts of its address changed; null takes a part out. The page number never survives a change. */
export function hrefWith(path: string, current: Address, change: Record<string, string | null>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(current)) {
    const first = typeof value === "string" ? value : value?.[0];
    if (first !== undefined && first !== "" && !(name in change) && name !== "page") query.set(name, first);
  }
  for (const [name, value] of Object.entries(change)) if (value !== null && value !== "") query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
