import { z } from "zod";
import { distributions } from "@/lib/breakage/survival/distribution";
import { baselines } from "@/lib/breakage/survival/hazard-design";
import { survivalBody } from "@/lib/breakage/survival/schema";
import { triangleMethods } from "@/lib/breakage/triangle/methods";
import { triangleBody } from "@/lib/breakage/triangle/schema";
import { links } from "@/lib/statistics/link";
import type { Operation } from "../operation";

const number = z.number();
const maybe = number.nullable();
const notes = z.array(z.string()).meta({ description: "What was let pass and may be a mistake" });

const figures = {
  latest: number,
  ultimate: number,
  reserve: number,
  standardError: maybe,
  oneYearStandardError: maybe.optional().meta({
    description: "How far the ultimate may move with one more diagonal; null where a factor of 0 lies ahead",
  }),
};
export const triangleResponse = z.strictObject({
  method: z.enum(triangleMethods),
  origins: z.array(z.strictObject({ origin: z.string(), ...figures })),
  total: z.strictObject(figures),
  factors: z.array(number),
  sigmaSquared: z.array(number),
  notes,
});

const ofTimes = { time: number, atRisk: number, events: number };
const curve = {
  times: z.array(z.strictObject({ ...ofTimes, survival: number, standardError: maybe, lower: maybe, upper: maybe })),
  median: maybe,
};
const ends = {
  ends: z.record(z.string(), z.array(z.looseObject({ ...ofTimes, incidence: number, standardError: maybe }))),
  open: number,
};
const cure = {
  distribution: z.enum(distributions),
  cureFraction: number,
  parameters: z.record(z.string(), number),
  standardErrors: z.record(z.string(), maybe),
  logLikelihood: number,
  quotable: z.boolean().meta({ description: "Whether the share may be quoted; `reasons` has why not" }),
};
const hazard = {
  link: z.enum(links),
  baseline: z.enum(baselines),
  periodLength: number,
  coefficients: z.array(z.looseObject({ name: z.string(), coefficient: number, standardError: number })),
  logLikelihood: number,
  rows: number,
  events: number,
  periods: z.array(z.looseObject({ period: number, atRisk: number, events: number, hazard: number })),
};
const logRank = z
  .strictObject({ statistic: number, degrees: z.number().int(), pValue: number })
  .nullable()
  .meta({ description: "null where groups cannot be compared; a note says why" });
const named = (method: string) => ({ method: z.literal(method), notes });

/** Figures at once, or by the names of the column `group`. */
export const survivalResponse = z.union([
  z.strictObject({ ...named("kaplan-meier"), ...curve }),
  z.strictObject({ ...named("kaplan-meier"), groups: z.record(z.string(), z.strictObject(curve)), logRank }),
  z.strictObject({ ...named("competing"), ...ends }),
  z.strictObject({ ...named("competing"), groups: z.record(z.string(), z.strictObject(ends)) }),
  z.looseObject({ ...named("mixture-cure"), ...cure }),
  z.strictObject({ ...named("mixture-cure"), groups: z.record(z.string(), z.looseObject(cure)) }),
  z.strictObject({ ...named("discrete-hazard"), ...hazard }),
  z.strictObject({ ...named("discrete-hazard"), groups: z.record(z.string(), z.strictObject(hazard)) }),
]);

export const ownTableOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/triangle",
    id: "runTriangleMethod",
    tag: "Forecasts",
    summary: "What the origins of a triangle of your own will come to, by a reserving method",
    description: "The same figures as the command `triangle`. Nothing of what is sent is kept.",
    permission: "forecast.read",
    body: { type: "application/json", schema: triangleBody },
    response: triangleResponse,
  },
  {
    method: "post",
    path: "/survival",
    id: "runSurvivalMethod",
    tag: "Forecasts",
    summary: "When cards of a table of your own are redeemed, and how many never are",
    description: "The same figures as the command `survival`. Nothing of what is sent is kept.",
    permission: "forecast.read",
    body: { type: "application/json", schema: survivalBody },
    response: survivalResponse,
  },
];
