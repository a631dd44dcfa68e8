import { z } from "zod";
import type { TriangleQuestion } from "./answer";
import type { FactorOptions } from "./development-factors";
import { lastSigmaRules } from "./last-sigma";
import { triangleMethods } from "./methods";
import { fallRules } from "./revision";

/** Larger triangles than anybody has; curves are fitted while the sender waits. */
const MOST_TEXT = 200_000;
const text = z.string().max(MOST_TEXT, `is at most ${MOST_TEXT} characters long`);

/** A triangle that somebody brings, and what is asked of it: the options of the command line by their names. */
export const triangleBody = z.strictObject({
  csv: text.meta({
    description: "A header with the ages, then a line per origin; empty is not yet",
    example: "origin,1,2,3\n2023,100,150,165\n2024,110,170\n2025,120",
  }),
  method: z.enum(triangleMethods),
  incremental: z.boolean().default(false).meta({ description: "The text holds amounts of each age, not by each age" }),
  exposure: text.optional().meta({
    description: "origin, amount: face value or premium; makes open balances of value redeemed for open-balance",
    example: "2023,200\n2024,210\n2025,220",
  }),
  prior: z.number().optional().meta({ description: "Expected ratio of ultimate to exposure" }),
  falls: z
    .enum(fallRules)
    .optional()
    .meta({ description: "Falls of a cumulative amount that pass; small, up to a tenth, if not given" }),
  diagonals: z
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: "Only the links of the last so many diagonals" }),
  exclude: z
    .array(z.strictObject({ origin: z.string(), age: z.number() }))
    .max(1_000, "names at most 1000 links")
    .default([])
    .meta({ description: "Links that are left out, by where they start" }),
  lastSigma: z.enum(lastSigmaRules).optional().meta({ description: "σ² of a single link; mack if not given" }),
  tail: z
    .strictObject({ factor: z.number(), standardError: z.number().default(0), sigma: z.number().default(0) })
    .optional()
    .meta({ description: "Development beyond the last age" }),
  ultimateAge: z
    .number()
    .optional()
    .meta({ description: "open-balance: carry the hazard on to it; Clark: cut development off at it" }),
  originPeriod: z
    .number()
    .optional()
    .meta({ description: "Clark: length of an origin; the spacing of the ages if not given" }),
});

/** The body as a question. What a method has no use for is refused with its figures, as by the command line. */
export function questionOf(body: z.output<typeof triangleBody>): TriangleQuestion {
  const { csv, method, incremental, exposure, falls, prior, tail, ultimateAge, originPeriod } = body;
  return {
    method,
    source: { name: "csv", text: csv },
    incremental,
    exposure: exposure === undefined ? null : { name: "exposure", text: exposure },
    falls: falls ?? null,
    input: { prior, factors: factorsOf(body), tail, ultimateAge, originPeriod },
  };
}

/** Undefined where nothing was said of links, so that a method without them is not told of any. */
function factorsOf({ diagonals, exclude, lastSigma }: z.output<typeof triangleBody>): FactorOptions | undefined {
  if (diagonals === undefined && lastSigma === undefined && exclude.length === 0) return undefined;
  return { latestDiagonals: diagonals, lastSigma, exclude };
}
