import type { Dimension } from "@/lib/breakage/constants";
import type { OptionSpec } from "./command";

/** Options that mean the same wherever they are taken. */
export const issuer = {
  type: "string",
  value: "CODE",
  required: true,
  summary: "the issuer's code",
} as const satisfies OptionSpec;
export const currency = {
  type: "string",
  value: "CODE",
  summary: "by default the issuer's reporting currency",
} as const satisfies OptionSpec;
export const version = {
  type: "string",
  value: "N",
  summary: "a version; by default the newest",
} as const satisfies OptionSpec;

/** Only some cards, each by the id that a report has for them. */
export const filterOptions = <const D extends Dimension>(names: readonly D[]) =>
  Object.fromEntries(
    names.map((name) => [name, { type: "string", value: "ID", summary: `only this ${name}` }]),
  ) as Record<D, { readonly type: "string"; readonly value: "ID"; readonly summary: string }>;

/** Options that were given: a schema takes none that are not there. */
export const given = (options: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
