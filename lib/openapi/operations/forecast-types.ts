import { z } from "zod";
import { candidates, methods, movedBy, statuses } from "@/lib/breakage/forecast/constants";
import { causes } from "@/lib/breakage/forecast/what-moved";
import {
  choicesQuery,
  cutTriangleQuery,
  methodBody,
  movedQuery,
  readingBody,
  triangleQuery,
  typePath,
  typeQuery,
} from "@/lib/breakage/forecast-view/schema";
import { refusalKinds } from "@/lib/breakage/forecast-view/second-opinion-words";
import { trianglePeriods } from "@/lib/breakage/forecast-view/type-triangle";
import { distributions } from "@/lib/breakage/survival/distribution";
import type { Operation } from "../operation";
import { amount, member } from "../responses";

const count = z.number().int();
const day = z.string().meta({ format: "date" });
const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .meta({ example: "2026-10" });
const probability = z.number().min(0).max(1);

const versionSide = z.strictObject({ version: count, asOf: day, breakage: amount });
const movement = {
  before: amount,
  ...(Object.fromEntries(causes.map((cause) => [cause, amount])) as Record<(typeof causes)[number], typeof amount>),
  after: amount,
  change: amount,
};
const since = z
  .strictObject({ cardsSold: count, redeemed: amount })
  .meta({ description: "Facts between the data of the two versions, as the later one knows them" });
export const movedResponse = z.strictObject({
  currency: z.string().length(3),
  before: versionSide,
  after: versionSide,
  by: z.enum(movedBy),
  isSameModel: z.boolean().meta({ description: "False: the model has changed since one of the versions was made" }),
  rows: z.array(z.strictObject({ brand: member.optional(), "card-type": member.optional(), ...movement, since })),
  total: z.strictObject(movement).meta({ description: "The causes add up to after − before, to the cent" }),
});

const cell = z.strictObject({ sold: month, age: count });
const reading = z.strictObject({ leftOut: z.array(cell), settledAge: count.nullable() }).meta({
  id: "TriangleReading",
  description: "What a person holds against the triangle; settledAge null: hazards are carried on",
});
const head = {
  asOf: day,
  version: count,
  currency: z.string().length(3),
  "card-type": member,
  method: z.enum(methods),
  chosen: z.enum(methods).nullable().meta({ description: "By a person; null: the back-test's own" }),
  status: z.enum(statuses),
};
const factor = z
  .strictObject({
    age: count,
    cohorts: count,
    atRisk: amount,
    redeemed: amount,
    own: z.number().nullable(),
    weight: probability.meta({ description: "Z: how much of its own the type keeps" }),
    used: probability,
    left: probability.meta({ description: "Of 1 sold, still open at the end of the age" }),
    isSeen: z.boolean(),
  })
  .meta({ id: "ForecastFactor", description: "What the model uses, month of age by month of age" });
export const factorsResponse = z.strictObject({ ...head, factors: z.array(factor) });

const step = z.strictObject({
  fromAge: count,
  toAge: count,
  factor: z.number(),
  sigmaSquared: z.number(),
  standardError: z.number(),
  atRisk: amount,
  links: count,
});
const calendar = z.strictObject({
  z: count,
  expected: z.number(),
  variance: z.number(),
  pValue: probability,
  diagonals: count,
  verdict: z.enum(["chance", "same-side", "even"]),
});
const correlation = z.strictObject({
  t: z.number(),
  variance: z.number(),
  pValue: probability,
  pairs: count,
  isOutsideMiddleHalf: z.boolean(),
});
const links = z.array(
  z.strictObject({
    fromAge: count,
    use: z.enum(["used", "left-out", "older"]),
    ratio: z.number().nullable(),
    deviation: z.number().nullable().meta({ description: "Of its step's factor, in its own standard deviations" }),
  }),
);
const openTriangle = {
  period: z.enum(trianglePeriods),
  ages: z.array(count).meta({ description: "In periods: 0 is the sale, 1 the end of the period of sale" }),
  ultimateAge: count.nullable(),
  origins: z.array(
    z.strictObject({
      from: month,
      to: month,
      open: z.array(amount).meta({ description: "By age, as far as it was seen" }),
      links,
    }),
  ),
  steps: z
    .array(step)
    .nullable()
    .meta({ description: "Chain ladder on the open balance (Mack); null where it is refused" }),
  problems: z.array(z.string()),
  tail: z.strictObject({ factor: z.number(), sigmaSquared: z.number(), standardError: z.number() }).nullable(),
  tests: z
    .strictObject({ calendar: calendar.nullable(), correlation: correlation.nullable(), says: z.array(z.string()) })
    .nullable()
    .meta({ description: "Mack's tests of what the chain ladder takes for granted" }),
};
export const triangleResponse = z.strictObject({ ...head, ...openTriangle, reading, factors: z.array(factor) });

const cutHead = {
  asOf: day,
  version: count,
  currency: z.string().length(3),
  cardTypes: count.meta({ description: "How many card types the filters leave" }),
};
export const cutTriangleResponse = z.union([
  z.strictObject({ ...cutHead, measure: z.literal("open"), ...openTriangle }),
  z.strictObject({
    ...cutHead,
    measure: z.literal("redemptions"),
    period: z.enum(trianglePeriods),
    ages: z.array(count).meta({ description: "In periods: 1 is the end of the period of sale" }),
    origins: z.array(
      z.strictObject({
        from: month,
        to: month,
        cards: count,
        redemptions: z.array(count).meta({ description: "So far, by age, voids taken off, as known now" }),
        links,
      }),
    ),
    steps: z
      .array(
        z.strictObject({
          fromAge: count,
          toAge: count,
          factor: z.number(),
          sigmaSquared: z.number(),
          standardError: z.number(),
          redemptions: count.meta({ description: "At the first age, of the links used" }),
          links: count,
        }),
      )
      .nullable()
      .meta({ description: "Chain ladder on the numbers (Mack); null where it is refused" }),
    problems: z.array(z.string()),
  }),
]);

export const choicesResponse = z.strictObject({
  "card-type": member,
  counts: z
    .strictObject({ method: z.enum(candidates).nullable(), ...reading.shape })
    .meta({ description: "From the next version on" }),
  choices: z.array(
    z.strictObject({
      method: z.enum(candidates).nullable(),
      ...reading.shape,
      reason: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});

const share = { share: z.number(), low: z.number().nullable(), high: z.number().nullable() };
export const opinionResponse = z.strictObject({
  ...head,
  forecast: z
    .strictObject(share)
    .nullable()
    .meta({ description: "Projected breakage ÷ value sold, with its 95 % range" }),
  opinion: z
    .strictObject({
      cards: z.number(),
      oldestMonths: count,
      open: z
        .strictObject({ ...share, atRisk: z.number() })
        .nullable()
        .meta({ description: "Kaplan–Meier" }),
      expired: z
        .strictObject({ ...share, left: z.number() })
        .nullable()
        .meta({ description: "Aalen–Johansen" }),
      neverRedeemed: z.array(
        z.strictObject({
          distribution: z.enum(distributions),
          said: z.strictObject(share).nullable(),
          refused: z
            .array(z.strictObject({ kind: z.enum(refusalKinds), sentence: z.string() }))
            .meta({ description: "Why no share is quoted" }),
        }),
      ),
      says: z.array(z.string()),
      remarks: z.array(z.string()),
    })
    .nullable()
    .meta({ description: "Null where nothing of the card type was sold" }),
});

const tag = "Forecasts";
const read = "forecast.read";
const choose = "forecast.choose";
const ofType = (name: string) => `/forecast/card-types/{id}/${name}`;

export const forecastTypeOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/forecast/moved",
    id: "getForecastMoved",
    tag,
    summary: "Why the total of one version differs from another's, by brand or card type",
    description: "Both versions by id, or neither for the newest two. The one of older data comes first.",
    permission: read,
    query: movedQuery,
    refusals: [409],
    csv: true,
    response: movedResponse,
  },
  {
    method: "get",
    path: "/forecast/triangle",
    id: "getForecastCutTriangle",
    tag,
    summary: "The triangle of any cut of card types, of value open or of numbers of redemptions, with factors",
    description:
      "Of the version's cohorts; numbers are those of the rollup as known now. All filters together; none is all card types.",
    permission: read,
    query: cutTriangleQuery,
    response: cutTriangleResponse,
  },
  {
    method: "get",
    path: ofType("triangle"),
    id: "getForecastTriangle",
    tag,
    summary: "A card type's triangle as a version reads it, with factors, tail and tests",
    permission: read,
    params: typePath,
    query: triangleQuery,
    csv: true,
    response: triangleResponse,
  },
  {
    method: "get",
    path: ofType("factors"),
    id: "getForecastFactors",
    tag,
    summary: "The factors that a version uses for a card type, by month of age",
    permission: read,
    params: typePath,
    query: typeQuery,
    csv: true,
    response: factorsResponse,
  },
  {
    method: "get",
    path: ofType("opinion"),
    id: "getForecastOpinion",
    tag,
    summary:
      "What a card type's cards alone say of the forecast: Kaplan–Meier, expiry, cure models or why they are refused",
    permission: read,
    params: typePath,
    query: typeQuery,
    csv: true,
    response: opinionResponse,
  },
  {
    method: "get",
    path: ofType("choices"),
    id: "listForecastChoices",
    tag,
    summary: "What people chose for a card type, newest first: method, links left out, tail",
    permission: read,
    params: typePath,
    query: choicesQuery,
    csv: true,
    response: choicesResponse,
  },
  {
    method: "post",
    path: ofType("method"),
    id: "chooseForecastMethod",
    tag,
    summary: "Choose a card type's method, or give the choice back (null), with a reason",
    description:
      "A person's decision: no key has this scope. It counts from the next version on. 409 when it is so already.",
    permission: choose,
    params: typePath,
    idempotent: true,
    body: { type: "application/json", schema: methodBody },
    response: choicesResponse,
  },
  {
    method: "post",
    path: ofType("reading"),
    id: "chooseTriangleReading",
    tag,
    summary: "Leave links of a card type's triangle out, end its tail, or give both back, with a reason",
    description:
      "A person's decision: no key has this scope. It counts from the next version on. 409 when it is so already.",
    permission: choose,
    params: typePath,
    idempotent: true,
    body: { type: "application/json", schema: readingBody },
    response: choicesResponse,
  },
];
