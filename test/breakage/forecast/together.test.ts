import { expect, it } from "vitest";
import { CohortBook } from "@/lib/breakage/forecast/cohort-book";
import { type ComputeInput, computeForecast, dataHashOf } from "@/lib/breakage/forecast/compute";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { monthEndsOf, nothingTaken } from "@/lib/breakage/forecast/month-ends";
import { firstDayOf } from "@/lib/breakage/forecast/months";
import { computeTogether } from "@/lib/breakage/forecast/mutations/compute-together";
import { withThreads } from "@/lib/breakage/forecast/mutations/in-thread";
import { endOfMonth } from "@/lib/dates";
import { lastSale, simulate, standardWorld } from "./simulator";

/** Cards of three types that end after fourteen months: of thirty months of sale some have ended. */
const world = { ...standardWorld, types: 3, vintages: 30, endAge: 14, cards: 60 };
const cut = lastSale(world);
const dataDate = endOfMonth(firstDayOf(cut));

function inputOf(): ComputeInput {
  const book = new CohortBook();
  for (const { type, category, vintage, face, cards, redeemed, endAge } of simulate("together", world)) {
    const cardTypeId = Number(type.replace(/\D/g, "")) + 1;
    const key = { cardTypeId, type, category, lot: "sale" as const, vintage, endMonth: vintage + (endAge ?? 0) };
    for (const [age, amount] of redeemed.entries()) {
      const sale = age === 0 ? { cards, sold: face } : { cards: 0, sold: 0 };
      book.add(key, vintage + age, { ...sale, other: 0, redeemed: amount });
    }
  }
  return {
    currency: "USD",
    dataDate,
    entries: book.all(),
    known: new Map(),
    overrides: {},
    judgements: {},
    ultimateAge: 60,
    seed: "together",
    replicates: 40,
    pastReplicates: 20,
    parameters: {},
    dataHash: dataHashOf(book, dataDate),
  };
}

const input = inputOf();
const alone = computeForecast(input);

it("a version whose month ends two threads share is that of one, to the last bit", async () => {
  expect([alone.status, alone.past.length > 0]).toEqual(["ok", true]);
  const together = await withThreads(
    { count: 2 },
    () => {},
    (runs) => computeTogether(input, runs),
  );
  expect(together).toEqual(alone);
});

it("a version hangs on the cohorts and not on the order in which they came", () => {
  expect(computeForecast({ ...input, entries: input.entries.toReversed() }).resultHash).toBe(alone.resultHash);
});

it("month ends that somebody took are left to him: who comes when all are taken has nothing to do", () => {
  const all = monthEndsOf(input, nothingTaken()).map(({ at }) => at);
  expect(new Set(all).size).toBe(all.length);
  const byLength = all.toSorted((a, b) => b - a);
  // The present is the first to be taken, so that nobody waits for it in the end.
  expect(all[0]).toBe(cut);
  const taken = nothingTaken();
  taken.fill(1, 0, 2);
  const left = monthEndsOf(input, taken).map(({ at }) => at);
  expect(new Set([...byLength.slice(0, 2), ...left])).toEqual(new Set(all));
  expect(left).toHaveLength(all.length - 2);
  expect(monthEndsOf(input, nothingTaken().fill(1))).toEqual([]);
});

it("what is thrown by whoever asks whether to go on ends all threads, and is what the caller gets", async () => {
  const cancelled = () => {
    throw new Error("cancelled");
  };
  await expect(withThreads({ count: 2 }, cancelled, (runs) => computeTogether(input, runs))).rejects.toThrow(
    "cancelled",
  );
});

it("a quarter that is over stands beside what the forecast of that month's end said of its cards, to the last bit", () => {
  const [first] = alone.past;
  if (!first) throw new Error("no past quarter");
  const at =
    monthEndsOf(input, nothingTaken()).find(({ past }) => past.length > 0 && past[0]?.madeOn === first.madeOn)?.at ?? 0;
  const book = new CohortBook(input.entries);
  const then = forecastBreakage(book.at(at), {
    cut: at,
    seed: input.seed,
    replicates: 20,
    history: (month) => book.at(month),
  });
  if (then.status !== "ok") throw new Error(then.status);
  const own = then.cohorts.filter(
    ({ id, endMonth, state }) =>
      state === "open" &&
      book.get(id)?.cardTypeId === first.cardTypeId &&
      firstDayOf(endMonth - (endMonth % 3)) === first.quarter,
  );
  expect(own.reduce((sum, { expectedBreakage }) => sum + expectedBreakage, 0)).toBe(first.expected);
  expect(first.worlds).toEqual(
    Array.from({ length: 20 }, (_, b) => own.reduce((sum, { draws }) => sum + (draws?.[b] ?? Number.NaN), 0)),
  );
});
