import { z } from "zod";
import { propertyKinds } from "@/lib/escheat/constants";
import { outcomes } from "@/lib/escheat/determination";
import { cellParams, escheatParams, makeEscheatInput } from "@/lib/escheat/forecast/schema";
import { whatIfInput } from "@/lib/escheat/forecast/what-if-schema";
import type { Operation } from "../operation";
import { amount, member } from "../responses";

const tag = "Escheatment";
const count = z.number().int();
const day = z.string().meta({ format: "date" });
const instant = z.string().meta({ format: "date-time" });
const currency = z.string().length(3);
const jurisdiction = z
  .string()
  .nullable()
  .meta({ description: "'US-TX', or a country; null where nobody can say", example: "US-TX" });
const ends = z.strictObject({ low: amount, high: amount });

const sums = {
  cards: count,
  balance: amount.meta({ description: "What is on the cards" }),
  claimed: amount.meta({ description: "What would be taken of it if nothing more were redeemed" }),
  unmeasured: amount.meta({ description: "Balances of which something is taken, but nobody knows how much" }),
  expected: amount.meta({ description: "Claimed, less what is still redeemed before the day" }),
};
const sumsObject = z.strictObject(sums).meta({ id: "EscheatSums" });
const figures = {
  ...sums,
  range80: ends.meta({ description: "Middle 80 % by redemption, as the law is read now" }),
  lawRange: ends.meta({ description: "The same over every plausible reading of the law" }),
  needsCounsel: z.boolean(),
};
const figuresObject = z.strictObject(figures).meta({ id: "EscheatFigures" });
const parts = { ...figures, exempt: sumsObject, counsel: sumsObject };

export const escheatForecastResponse = z.strictObject({
  asOf: day,
  knownAt: instant,
  currency,
  model: z.strictObject({
    version: count,
    breakageForecast: count.nullable(),
    dataHash: z.string(),
    resultHash: z.string(),
    madeAt: instant,
  }),
  total: figuresObject,
  outcomes: z.strictObject({ escheats: sumsObject, notYet: sumsObject, exempt: sumsObject, needsCounsel: sumsObject }),
  years: z.array(z.strictObject({ reportYear: count, ...figures })),
  jurisdictions: z.array(
    z.strictObject({ jurisdiction, ...parts, years: z.array(z.strictObject({ reportYear: count, ...sums })) }),
  ),
  groups: z.array(z.strictObject({ member, ...parts })),
  counsel: z.array(
    z.strictObject({
      jurisdiction,
      property: z.enum(propertyKinds).nullable(),
      outcome: z.enum(outcomes),
      fields: z.array(z.string()),
      cards: count,
      balance: amount,
    }),
  ),
});

export const escheatCardsResponse = z.strictObject({
  asOf: day,
  currency,
  version: count.nullable(),
  items: z.array(
    z.strictObject({
      id: z.string(),
      cardType: member,
      jurisdiction,
      outcome: z.enum(outcomes),
      reportYear: count.nullable(),
      presumedAbandonedOn: day.nullable(),
      soldOn: day.nullable(),
      balance: amount,
      claimed: amount.nullable(),
      expected: amount.nullable(),
    }),
  ),
  totals: sumsObject,
  kept: z
    .strictObject({ cards: count, balance: amount, claimed: amount })
    .nullable()
    .meta({ description: "What the version keeps of the same cell: equal unless rules, types or addresses changed" }),
  isOtherLaw: z.boolean(),
  nextCursor: z.string().nullable(),
});

export const escheatForecastOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/escheat/forecast",
    id: "getEscheatForecast",
    tag,
    summary: "What falls to which state and when, with ranges and what needs counsel",
    description:
      "The newest version as of the date. Amounts of parts add up to the whole; ranges are of sums. Cards that need counsel are in no expected amount, but in `lawRange`.",
    permission: "escheat.read",
    query: escheatParams,
    response: escheatForecastResponse,
  },
  {
    method: "post",
    path: "/escheat/forecast",
    id: "makeEscheatForecast",
    tag,
    summary: "Determine every open card and keep a version of every currency, in the background",
    permission: "escheat.forecast",
    body: { type: "application/json", schema: makeEscheatInput },
    status: 202,
    response: z.object({ runId: count }),
  },
  {
    method: "get",
    path: "/escheat/cards",
    id: "listEscheatCards",
    tag,
    summary: "The cards behind a cell of the forecast, each determined anew",
    permission: "escheat.read",
    query: cellParams,
    refusals: [422],
    response: escheatCardsResponse,
  },
  {
    method: "post",
    path: "/escheat/what-if",
    id: "askWhatIf",
    tag,
    summary: "What would move under another rule, incorporation or card type; the answer is the run's result",
    permission: "escheat.forecast",
    body: { type: "application/json", schema: whatIfInput },
    refusals: [422],
    status: 202,
    response: z.object({ runId: count }),
  },
];
