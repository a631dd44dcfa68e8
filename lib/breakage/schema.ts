import { z } from "zod";
import { businessModels, media, UNKNOWN } from "@/lib/cards/constants";
import { FIRST_DAY, isCivilDate, isWithinReach, LAST_DAY } from "@/lib/dates";
import { isKnownAt } from "@/lib/instant";
import { isCurrency } from "@/lib/money";
import { comparisons, type Dimension, dimensions, loops } from "./constants";
import type { Against } from "./period";

export const civilDate = z
  .string()
  .refine(isCivilDate, "is not a date (YYYY-MM-DD)")
  .refine(isWithinReach, `lies outside ${FIRST_DAY} to ${LAST_DAY}`)
  .meta({ format: "date", example: "2026-10-31" });

/** A whole day counts to its end in the issuer's time zone; an instant counts to itself. */
export const knownAt = z
  .string()
  .refine(isKnownAt, "is neither a date (YYYY-MM-DD) nor an instant (2026-10-31T18:00:00Z)")
  .meta({ anyOf: [{ format: "date" }, { format: "date-time" }], example: "2026-10-31T18:00:00Z" });

export const currency = z
  .string()
  .refine(isCurrency, "is not a currency (ISO 4217)")
  .meta({ example: "USD", description: "Figures are of one currency; by default the issuer's reporting currency" });

const dimensionList = z.array(z.enum(dimensions));

/** Refused as a whole, so that the field named is the parameter and not a place in a list that nobody sent. */
export const by = z
  .string()
  .transform((text, context) => {
    const list = dimensionList.safeParse(text.split(","));
    if (list.success) return list.data;
    context.addIssue({ code: "custom", message: `is none of ${dimensions.join(", ")}` });
    return z.NEVER;
  })
  .refine((list) => list.length <= 2, "takes one dimension or two, with a comma between")
  .refine((list) => new Set(list).size === list.length, "names the same dimension twice")
  .meta({ type: "string", example: "card-type,state" });

type Filter = z.ZodType<string, string>;
const filterId = z.string().min(1).max(200);
/** Every card has the years of its dates: none is 'unknown'. */
const filterYear = z.string().regex(/^[1-9]\d{3}$/, "is not a year (1000 to 9999)");
/** What is no name of the issuer's own is refused here; whether there is such a name, `queries/unknown-filters.ts` asks. */
const closedFilters: Partial<Record<Dimension, Filter>> = {
  "business-model": z.enum([...businessModels, UNKNOWN]),
  medium: z.enum([...media, UNKNOWN]),
  loop: z.enum([...loops, UNKNOWN]),
  "sale-year": filterYear,
  "expiry-year": filterYear,
};
/** One cell's worth of cards: the id of a group (the source's own code, or 'unknown') per dimension. */
export const filterShape = Object.fromEntries(
  dimensions.map((name) => [
    name,
    (closedFilters[name] ?? filterId).optional().meta({ description: `Only this ${name}, by its id` }),
  ]),
) as Record<Dimension, z.ZodOptional<Filter>>;

/** Dates that every figure takes; all optional. */
export const dateShape = {
  asOf: civilDate.optional().meta({ description: "Events up to this day count; by default the last day with data" }),
  knownAt: knownAt.optional().meta({ description: "Leaves out what was loaded later; by default all that is known" }),
  from: civilDate
    .optional()
    .meta({ description: "First day of the period; by default it is the year up to its last day" }),
  to: civilDate.optional().meta({ description: "Last day of the period; by default the as-of date" }),
} as const;

export const inOrder = (value: { from?: string | undefined; to?: string | undefined }) =>
  !(value.from && value.to) || value.from <= value.to;
export const outOfOrder = { path: ["to"], error: "lies before `from`" };

/** What a figure is held against, with the dates that `custom` needs. */
export const againstShape = {
  match: z.literal("weekday").optional().meta({
    description: "With compare=previous or year: whole weeks earlier, so that each day stands against its own weekday",
  }),
  compareFrom: civilDate.optional().meta({ description: "With compare=custom: first day of the period compared with" }),
  compareTo: civilDate.optional().meta({ description: "With compare=custom: last day of the period compared with" }),
} as const;

/** What goes with another comparison is refused rather than left out of account. */
export function checkAgainst({ compare, match, compareFrom, compareTo }: Against, context: z.RefinementCtx): void {
  const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (match && compare !== "previous" && compare !== "year") refuse("match", "goes with compare=previous or year");
  if (compare !== "custom") {
    if (compareFrom !== undefined) refuse("compareFrom", "goes with compare=custom");
    if (compareTo !== undefined) refuse("compareTo", "goes with compare=custom");
    return;
  }
  if (compareFrom === undefined) refuse("compareFrom", "is needed with compare=custom");
  if (compareTo === undefined) refuse("compareTo", "is needed with compare=custom");
  if (compareFrom && compareTo && compareFrom > compareTo) refuse("compareTo", "lies before `compareFrom`");
}

/** The one form in which page, REST and command line ask for breakage: flat, as it stands in an address. */
export const breakageParams = z
  .strictObject({
    ...dateShape,
    by: by.default(["card-type"]),
    currency: currency.optional(),
    compare: z.enum(comparisons).default("none"),
    ...againstShape,
    ...filterShape,
  })
  .refine(inOrder, outOfOrder)
  .superRefine(checkAgainst);
export type BreakageParams = z.output<typeof breakageParams>;
export type BreakageInput = z.input<typeof breakageParams>;
export type Filters = { readonly [D in Dimension]?: string | undefined };
