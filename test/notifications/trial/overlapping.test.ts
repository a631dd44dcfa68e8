import { describe, expect, it } from "vitest";
import { drawArms } from "@/lib/notifications/trial/draw";
import { type DrawnArm, type Figures, noDrawn, noFigures } from "@/lib/notifications/trial/figures";
import { batchLedgers, totalsOf } from "@/lib/notifications/trial/money";
import { reportOf } from "@/lib/notifications/trial/report";
import { makeRandom, type Random } from "@/lib/statistics/random";
import { bareFigures } from "./bare-figures";

const WORLDS = 200;
const SHARE = 0.2;
const promised = { holdoutShare: SHARE, messages: 1, upliftExpected: 0, upliftWithin: null };

/** Chance of a redemption in each of three spells: before the second batch, to the end of the first's days, and after it. */
const BASE = 0.1;
const BY_FIRST = 0.15;
/** The second batch works in both later spells, and more on those who hear first of it. */
const BY_SECOND = { again: 0.03, anew: 0.12 };

type Holder = { readonly mailbox: string; readonly value: number; readonly isAgain: boolean; arm: Arm | null };
type Arm = "control" | "remind";
type Sums = Record<Arm, DrawnArm>;

const empty = (): Sums => ({ control: noDrawn, remind: noDrawn });

function add(sums: Sums, arm: Arm, value: number, redeemed: boolean): void {
  const { n, covariateSum, covariateSumSquares, outcomes } = sums[arm];
  const [x, y] = [value * BASE, redeemed ? value : 0];
  const { sum, sumSquares, productSum } = outcomes.redeemed;
  sums[arm] = {
    n: n + 1,
    covariateSum: covariateSum + x,
    covariateSumSquares: covariateSumSquares + x * x,
    outcomes: {
      ...outcomes,
      redeemed: { sum: sum + y, sumSquares: sumSquares + y * y, productSum: productSum + x * y },
    },
  };
}

const figuresOf = ({ control, remind }: Sums, laterBatches: Figures["laterBatches"] = []): Figures => ({
  ...bareFigures,
  laterBatches,
  strata: [{ stratum: "", control: { ...noFigures, ...control }, remind: { ...noFigures, ...remind } }],
});

const armsOf = (seed: string, holders: readonly Holder[]) =>
  drawArms(
    seed,
    holders.map(({ mailbox }, index) => ({ customerId: index, mailbox, stratum: "" })),
    SHARE,
  );

/**
 * 1,500 are drawn by a first batch. Those of its reminded who still have everything when its days are half over are drawn by a
 * second, together with 700 of whom the first knew nothing. What is true of both is known.
 */
function worldOf(random: Random, seed: string) {
  const holders = Array.from(
    { length: 2_200 },
    (_, i): Holder => ({
      mailbox: `m${i}`,
      value: 1_000 + Math.round(4_000 * random.gamma(1.5)),
      isAgain: i < 1_500,
      arm: null,
    }),
  );
  const truth = { first: 0, second: 0, secondOnFirst: 0 };
  const early = holders.filter(({ isAgain }) => isAgain);
  const first = armsOf(`${seed} first`, early);
  const inFirst = empty();
  const open: Holder[] = [];
  for (const [index, holder] of early.entries()) {
    const arm = first.get(index) ?? "remind";
    holder.arm = arm;
    const redeems = random.uniform() < BASE + (arm === "remind" ? BY_FIRST : 0);
    // Of 100 reminded 25 come at once and 7.5 later, of others 10 and 9: 13.5 are the reminder's.
    if (arm === "remind") truth.first += 0.135 * holder.value;
    // Who is held out waits for the end of the first batch's days.
    if (arm === "control" || redeems) add(inFirst, arm, holder.value, redeems || random.uniform() < BASE);
    else open.push(holder);
  }
  const later = [...open, ...holders.filter(({ isAgain }) => !isAgain)];
  const second = armsOf(`${seed} second`, later);
  const [inSecond, drawnByBoth] = [empty(), empty()];
  for (const [index, holder] of later.entries()) {
    const arm = second.get(index) ?? "remind";
    const rise = arm === "control" ? 0 : holder.isAgain ? BY_SECOND.again : BY_SECOND.anew;
    const within = random.uniform() < BASE + rise;
    const ever = within || random.uniform() < BASE + rise;
    truth.second += holder.value * ((1 - BASE) ** 2 - (1 - BASE - rise) ** 2);
    add(inSecond, arm, holder.value, ever);
    if (!holder.isAgain) continue;
    truth.secondOnFirst += holder.value * rise;
    add(inFirst, "remind", holder.value, within);
    add(drawnByBoth, arm, holder.value, within);
  }
  const drawn = { control: empty(), remind: drawnByBoth };
  const figures = {
    first: figuresOf(inFirst, [{ batchId: 2, control: 0, remind: drawnByBoth.remind.n, drawn }]),
    second: figuresOf(inSecond),
  };
  return { truth, figures };
}

/** How many standard errors the mean lies from 0. */
function errorsFromZero(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return mean / Math.sqrt(variance / values.length);
}

describe("two batches that write to the same people, in 200 worlds whose truth is known", () => {
  const random = makeRandom("overlapping");
  const wrong = { first: [] as number[], second: [] as number[], sum: [] as number[] };
  const held = { first: 0, second: 0 };
  for (let world = 0; world < WORLDS; world++) {
    const { truth, figures } = worldOf(random, `world ${world}`);
    // A batch's page says what it and whatever followed on it within its days have brought.
    const expected = { first: truth.first + truth.secondOnFirst, second: truth.second };
    const batches = (["first", "second"] as const).flatMap((name, index) => {
      const report = reportOf(figures[name], true, promised);
      const rescued = report.ledgers?.customers.rescued;
      if (!rescued || rescued.low === null || rescued.high === null)
        throw new Error("a complete trial has an interval");
      wrong[name].push(Number(rescued.value) - expected[name]);
      if (Number(rescued.low) <= expected[name] && expected[name] <= Number(rescued.high)) held[name]++;
      return batchLedgers({ batchId: index + 1, newest: { report, figures: figures[name] } });
    });
    wrong.sum.push(Number(totalsOf(batches).rescued) - truth.first - truth.second);
  }

  it("each page is right on average, and its interval holds the truth in 95 % ± 4.6", () => {
    for (const name of ["first", "second"] as const) {
      expect(Math.abs(errorsFromZero(wrong[name])), name).toBeLessThan(3);
      // Three deviations of a share of 95 % in 200.
      expect(Math.abs(held[name] / WORLDS - 0.95), name).toBeLessThan(0.046);
    }
  });

  it("the sum of both counts once what stands on two pages, and is right on average", () => {
    expect(Math.abs(errorsFromZero(wrong.sum))).toBeLessThan(3);
  });
});
