import { z } from "zod";
import { methods, statuses } from "@/lib/breakage/forecast/constants";
import {
  backtestParams,
  forecastDimensions,
  forecastParams,
  makeForecastInput,
  versionListParams,
} from "@/lib/breakage/forecast/schema";
import type { Operation } from "../operation";
import { amount, member } from "../responses";
import { backtestResponse } from "./forecast-backtest";

const count = z.number().int();
const day = z.string().meta({ format: "date" });
const instant = z.iso.datetime();
const quarter = z
  .string()
  .regex(/^\d{4}-Q[1-4]$/)
  .meta({ example: "2026-Q4" });
const method = z.enum(methods).nullable().meta({ description: "null where the card types of the row use several" });
const status = z.enum([...statuses, "several"]);
const members = Object.fromEntries(forecastDimensions.map((name) => [name, member.optional()])) as Record<
  (typeof forecastDimensions)[number],
  z.ZodOptional<typeof member>
>;

const expected = {
  breakage: amount.nullable().meta({
    description:
      "Expected never to be redeemed of the cards that end in the quarter; null where there is too little history, which is not 0",
  }),
  lower80: amount.nullable(),
  upper80: amount.nullable(),
  lower95: amount.nullable(),
  upper95: amount.nullable(),
  probability: z.number().nullable().meta({ description: "breakage ÷ sold; null when nothing was sold" }),
  sold: amount,
  cards: count,
};
const figures = { ...expected, redeemed: amount };
/** Of a version with too little history not even these are kept by quarter. */
const figuresObject = z
  .strictObject({ ...figures, sold: amount.nullable(), redeemed: amount.nullable(), cards: count.nullable() })
  .meta({ id: "ForecastFigures", description: "null: the version has too little history to say, or no such card" });

const compared = {
  ...expected,
  lower90: amount.nullable(),
  upper90: amount.nullable(),
  actual: amount.meta({ description: "What was left on the same cards" }),
  holds: z.boolean().nullable().meta({ description: "Whether that lies in the 90 % range; null without a range" }),
};
const past = {
  madeOn: day.meta({ description: "The present model was given what was known of the time up to here, and no more" }),
  ...compared,
  stored: z
    .strictObject({ version: count, madeOn: day, dataTo: day, ...compared })
    .nullable()
    .meta({
      description:
        "What a version said that was made a year before the quarter's end or earlier, as it was stored; null where there was none",
    }),
};

const basis = {
  cohorts: count.meta({
    description: "Cohorts of the row's card types, by month of sale and end: what there was to learn from",
  }),
  backtestError: z.number().nullable().meta({
    description:
      "WAPE of the row's methods at past month ends on cards of the same ages, weighted by what is expected; null where nothing is, or no past forecast tells it of all",
  }),
};

export const forecastResponse = z.strictObject({
  asOf: day,
  knownAt: instant,
  currency: z.string().length(3),
  model: z.strictObject({
    version: count,
    method: z.enum(methods).nullable(),
    status: z.enum(statuses),
    dataHash: z.string(),
    resultHash: z.string(),
    madeAt: instant,
  }),
  by: z.array(z.enum(forecastDimensions)),
  note: z
    .string()
    .nullable()
    .meta({ description: "Why there are no figures where no card of the version fits the filters; else null" }),
  rows: z.array(z.strictObject({ ...members, quarter, ...figures, method, status, ...basis })),
  groups: z.array(z.strictObject({ ...members, ...figures, method, status, ...basis })),
  quarters: z.array(z.strictObject({ quarter, ...figures, ...basis })),
  past: z.array(z.strictObject({ quarter, ...past })),
  pastRows: z
    .array(z.strictObject({ ...members, quarter, ...past }))
    .nullable()
    .meta({
      description: "The same by group; null by merchant, segment or state, of which no past forecasts are kept",
    }),
  total: figuresObject,
  whole: figuresObject.nullable().meta({
    description:
      "All cards, those that have ended too; with too little history what is known of them, and null for some of them only",
  }),
});

const version = z
  .strictObject({
    id: count,
    currency: z.string().length(3),
    dataDate: day,
    knownAt: instant,
    method: z.enum(methods).nullable(),
    status: z.enum(statuses),
    dataHash: z.string(),
    resultHash: z.string(),
    createdAt: instant,
    createdByName: z.string(),
  })
  .meta({ id: "ForecastVersion" });
export const versionListResponse = z.strictObject({ items: z.array(version) });

export const forecastOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/forecast",
    id: "getForecast",
    tag: "Forecasts",
    summary: "What will never be redeemed, by quarter, with ranges",
    description:
      "The newest version made of data up to the date. Breakage falls in the quarter in which cards or their funds expire, whichever is first, or 60 months after the sale where neither does. Ranges are of sums, so those of parts do not add up to that of the whole.",
    permission: "forecast.read",
    query: forecastParams,
    refusals: [409],
    response: forecastResponse,
  },
  {
    method: "post",
    path: "/forecast",
    id: "makeForecast",
    tag: "Forecasts",
    summary: "Make a version of every currency, in the background",
    permission: "forecast.make",
    body: { type: "application/json", schema: makeForecastInput },
    status: 202,
    response: z.object({ runId: count }),
  },
  {
    method: "get",
    path: "/forecast/versions",
    id: "listForecastVersions",
    tag: "Forecasts",
    summary: "Versions, newest data first",
    permission: "forecast.read",
    query: versionListParams,
    response: versionListResponse,
  },
  {
    method: "get",
    path: "/forecast/backtest",
    id: "getBacktest",
    tag: "Forecasts",
    summary: "How each method did at past month ends, with what was known then alone",
    permission: "forecast.read",
    query: backtestParams,
    response: backtestResponse,
  },
];
