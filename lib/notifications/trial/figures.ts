import { z } from "zod";
import { type AdjustedSums, pooled } from "./arm";

/**
 * What is measured of each mailbox, amounts in minor units. `redeemed`: from its cards within the horizon; `any`: 1 when
 * something was; `above`: paid beyond what the cards paid; `toState`: redeemed from cards that a state would have taken.
 * `left`: expected to stay unredeemed for ever, by the scores made after the horizon, and `leftToState` of it on cards that
 * a state would take.
 */
export const outcomeNames = ["redeemed", "any", "above", "toState", "left", "leftToState"] as const;
export type OutcomeName = (typeof outcomeNames)[number];

const sums = z.strictObject({ sum: z.number(), sumSquares: z.number(), productSum: z.number() });

/**
 * Of mailboxes with redemptions whose whole purchase the source named, less what was taken back: `known` of them, of which
 * `more` paid more than the cards did; of these what was paid above and by the cards, minor units, with squares and products.
 */
const spendingSchema = z.strictObject({
  known: z.int().nonnegative(),
  more: z.int().nonnegative(),
  above: z.number(),
  aboveSquares: z.number(),
  paid: z.number(),
  paidSquares: z.number(),
  products: z.number(),
});
export type ArmSpending = z.output<typeof spendingSchema>;

/** Of the mailboxes of an arm, or of a stratum of it. x is what each was expected to redeem when it was proposed. */
const armSchema = z.strictObject({
  n: z.int().nonnegative(),
  people: z.int().nonnegative(),
  covariateSum: z.number(),
  covariateSumSquares: z.number(),
  redemptions: z.int(),
  /** Redemptions whose whole purchase the source named. */
  withPurchase: z.int(),
  /** Null: it was measured before anybody asked for it. */
  spending: spendingSchema.nullable().default(null),
  outcomes: z.record(z.enum(outcomeNames), sums),
});
export type ArmFigures = z.output<typeof armSchema>;

/** Of the mailboxes of an arm that a later batch drew too: those of one of its arms. */
const drawnArmSchema = armSchema.pick({ n: true, covariateSum: true, covariateSumSquares: true, outcomes: true });
export type DrawnArm = z.output<typeof drawnArmSchema>;
const drawnSchema = z.strictObject({ control: drawnArmSchema, remind: drawnArmSchema });
/** Of both arms of a trial, whom a later batch drew within their days: by its own arms, with what they did in these days. */
const drawnLaterSchema = z.strictObject({ control: drawnSchema, remind: drawnSchema });
export type DrawnLater = z.output<typeof drawnLaterSchema>;

const parameter = z.strictObject({ value: z.number(), origin: z.enum(["prior", "set", "measured"]) });

/** What a measurement keeps: sums, from which every effect follows, and all that the money needs beside them. */
export const figuresSchema = z.strictObject({
  version: z.literal(1),
  /** First and last day on which somebody's horizon begins, and the last day of the last one's. */
  from: z.iso.date(),
  until: z.iso.date(),
  /** Day of the scores, when they were made after the last horizon ended; null: `left` is not known yet. */
  scoredOn: z.iso.date().nullable(),
  /** Messages that were handed over. */
  messages: z.int().nonnegative(),
  /** Mailboxes of the control that another batch wrote to within their days, as a law or the day of loss demanded. */
  controlWrittenTo: z.int().nonnegative(),
  /** Those of the reminded that another batch wrote to later within their days. */
  remindWrittenTo: z.int().nonnegative().default(0),
  /** The same of both arms by that batch: what it brought is in the sums of this one too. */
  laterBatches: z
    .array(
      z.strictObject({
        batchId: z.int(),
        control: z.int().nonnegative(),
        remind: z.int().nonnegative(),
        /** Null: it was measured before anybody asked for it. */
        drawn: drawnLaterSchema.nullable().default(null),
      }),
    )
    .default([]),
  /** Minor units. */
  messageCost: z.number(),
  margin: parameter,
  /** People by what became of them. */
  outcomes: z.record(z.string(), z.int()),
  strata: z.array(z.strictObject({ stratum: z.string(), control: armSchema, remind: armSchema })),
});
export type Figures = z.output<typeof figuresSchema>;

export const noFigures: ArmFigures = {
  n: 0,
  people: 0,
  covariateSum: 0,
  covariateSumSquares: 0,
  redemptions: 0,
  withPurchase: 0,
  spending: { known: 0, more: 0, above: 0, aboveSquares: 0, paid: 0, paidSquares: 0, products: 0 },
  outcomes: forEachOutcome(() => ({ sum: 0, sumSquares: 0, productSum: 0 })),
};

export const noDrawn: DrawnArm = {
  n: 0,
  covariateSum: 0,
  covariateSumSquares: 0,
  outcomes: forEachOutcome(() => ({ sum: 0, sumSquares: 0, productSum: 0 })),
};

export function forEachOutcome<T>(of: (name: OutcomeName) => T): Record<OutcomeName, T> {
  // Complete because the list is.
  return Object.fromEntries(outcomeNames.map((name) => [name, of(name)])) as Record<OutcomeName, T>;
}

/** One outcome of an arm beside the covariate. */
export function sumsOf({ n, covariateSum, covariateSumSquares, outcomes }: DrawnArm, name: OutcomeName): AdjustedSums {
  return { n, covariateSum, covariateSumSquares, ...outcomes[name] };
}

export function addArms(a: ArmFigures, b: ArmFigures): ArmFigures {
  const { n, covariateSum, covariateSumSquares } = pooled(sumsOf(a, "redeemed"), sumsOf(b, "redeemed"));
  return {
    n,
    people: a.people + b.people,
    covariateSum,
    covariateSumSquares,
    redemptions: a.redemptions + b.redemptions,
    withPurchase: a.withPurchase + b.withPurchase,
    spending: a.spending && b.spending && addSpending(a.spending, b.spending),
    outcomes: forEachOutcome((name) => {
      const { sum, sumSquares, productSum } = pooled(sumsOf(a, name), sumsOf(b, name));
      return { sum, sumSquares, productSum };
    }),
  };
}

const addSpending = (a: ArmSpending, b: ArmSpending): ArmSpending => ({
  known: a.known + b.known,
  more: a.more + b.more,
  above: a.above + b.above,
  aboveSquares: a.aboveSquares + b.aboveSquares,
  paid: a.paid + b.paid,
  paidSquares: a.paidSquares + b.paidSquares,
  products: a.products + b.products,
});

export const armsOf = ({ strata }: Pick<Figures, "strata">): { control: ArmFigures; remind: ArmFigures } => ({
  control: strata.reduce((sum, { control }) => addArms(sum, control), noFigures),
  remind: strata.reduce((sum, { remind }) => addArms(sum, remind), noFigures),
});
