import { z } from "zod";
import { outcomes } from "@/lib/breakage/card-score/score-test";
import { verdicts } from "@/lib/breakage/forecast/choice";
import { ageGroups, baselines, candidates, statuses } from "@/lib/breakage/forecast/constants";
import { knownBases } from "@/lib/breakage/forecast/load-dates";
import { amount, member } from "../responses";

const count = z.number().int();
const day = z.string().meta({ format: "date" });
const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .meta({ example: "2026-10" });
const share = z.number().nullable();
const told = { cards: count, told: z.number(), came: z.number() };
const method = z.enum(candidates);
const ages = z
  .enum([...ageGroups.map(({ name }) => name), "all"])
  .meta({ description: "Months from the sale to the past month end" });
const ofType = { "card-type": member };

const error = {
  wape: share.meta({ description: "Sum of |expected − actual| ÷ sum of actual; null where nothing was left" }),
  bias: share.meta({ description: "Sum of expected − actual ÷ sum of actual: above 0 too much was expected" }),
};
const point = { outcomes: count, expected: amount, actual: amount, ...error };
const range = z
  .strictObject({
    outcomes: count,
    coverage: z.strictObject({ "50": share, "80": share, "90": share, "95": share }).meta({
      description: "Share of outcomes inside each range, its level in per cent; not to be judged below a hundred",
    }),
    pinball: z.number(),
    crps: z.number().meta({ description: "Continuous ranked probability score ÷ value sold: the less the better" }),
    intervalScore: z.number().meta({ description: "Of the 90 % range, ÷ value sold" }),
  })
  .nullable()
  .meta({ id: "RangeMeasures", description: "null where there were no ranges" });
const measures = { ...point, range };

const cut = z.strictObject({
  dataTo: day,
  knownBy: z.enum(knownBases).meta({ description: "Whether only what was loaded then was used" }),
  historyOn: day.nullable(),
  method,
  verdict: z.enum(verdicts),
  ...point,
  lower90: amount.nullable(),
  upper90: amount.nullable(),
  holds: z.boolean().nullable(),
  cardTypes: z.array(z.strictObject({ ...ofType, ...point })),
  ages: z.array(z.strictObject({ ages, ...point })),
  saleMonths: z.array(z.strictObject({ sold: month, ...point })).meta({
    description: "All card types together; none, as of ages and redemptions, in versions that do not keep them",
  }),
  redemptions: z.array(z.strictObject({ months: count, ...point })),
});

export const backtestResponse = z.strictObject({
  asOf: day,
  currency: z.string().length(3),
  version: count,
  status: z.enum(statuses),
  choice: z
    .strictObject({
      method,
      verdict: z.enum(verdicts),
      skill: share.meta({
        description:
          "1 − error on cards up to nine months old ÷ that of the mean of mature months, in sums by card type, month end and age group: 0.2 is asked for. Of the method, or where an average is used of the model that came closest",
      }),
      cohortSkill: share.meta({ description: "The same over single months of sale; it does not decide" }),
      outcomes: count,
      cuts: z.array(day),
      methods: z.array(
        z.strictObject({
          method,
          ...error,
          youngWape: share,
          youngSumsWape: share,
          skill: share,
          cohortSkill: share,
        }),
      ),
    })
    .nullable(),
  backtest: z
    .strictObject({
      cuts: z.array(cut),
      shown: z
        .strictObject({
          ages: z.array(z.strictObject({ ages, ...measures })),
          cardTypes: z.array(z.strictObject({ ...ofType, ...measures })),
          cardTypeSums: z.strictObject(measures),
          totals: z.strictObject(measures),
          redemptions: z.array(z.strictObject({ months: count, ...point })),
        })
        .meta({ description: "What was shown at past month ends, each with the method and the ranges of its day" }),
      methods: z
        .array(
          z.strictObject({
            method,
            ages: z.array(z.strictObject({ ages, ...measures })),
            cardTypes: z.array(z.strictObject({ ...ofType, ...error, range })),
          }),
        )
        .meta({
          description:
            "Every method on the same cards, with the ranges that it would have had; card types and ranges only in versions that keep them",
        }),
      skill: z.array(z.strictObject({ baseline: z.enum(baselines), skill: share })),
    })
    .nullable()
    .meta({ description: "null: too little history to forecast the past again" }),
  cardScores: z
    .union([
      z.strictObject({ status: z.literal("too-little-history") }),
      z.strictObject({
        status: z.literal("ok"),
        dataTo: day,
        months: count.meta({ description: "How long what came was waited for" }),
        corrected: z.boolean(),
        leftBias: share,
        outcomes: z.array(
          z.strictObject({
            outcome: z.enum(outcomes).meta({ description: "Nothing more redeemed, or not fully redeemed" }),
            ...told,
            brier: z.number(),
            skill: share,
            slope: share,
            intercept: share,
            tenths: z.array(z.strictObject(told)),
          }),
        ),
      }),
    ])
    .nullable()
    .meta({
      description:
        "How scores of single cards held, by tenths of the cards from the least probable, of all currencies; null where the version scored none",
    }),
});
