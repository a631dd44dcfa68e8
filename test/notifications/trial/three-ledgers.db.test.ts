import { beforeAll, describe, expect, it } from "vitest";
import { getBooks } from "@/lib/accounting/queries/books";
import type { Scope } from "@/lib/identity/scope";
import { measureBatches } from "@/lib/notifications/mutations/measure";
import { getResult, listResults } from "@/lib/notifications/queries/results";
import { batchLedgers, type LedgerTotals, totalsOf } from "@/lib/notifications/trial/money";
import { loadBatch, makeIssuer } from "../../support/cards";
import { insertScores, insertTrial, type TrialPerson } from "./trial-batch";

/**
 * One fixture, three screens: a batch's page, the sum over batches, and the roll-forward of the same months.
 *
 *            cards      held out            reminded               without a reminder   really redeemed
 * March      10.00   12 of 60 redeem it   48 of 120 redeem it     180 × 2.00 =   360.00          600.00
 * April      20.00   10 of 50 redeem it   45 of 100 redeem it     150 × 4.00 =   600.00        1,100.00
 *
 * Brought by the reminders: 120 × (4.00 − 2.00) = 240.00 that no state would have taken, and 100 × (9.00 − 4.00) = 500.00
 * that one would have.
 */
const NOW = new Date("2022-07-02T09:00:00Z");
const trials = [
  { name: "M", face: 1_000, control: [60, 12], remind: [120, 48], month: "2022-03", reason: "card-expiry" },
  { name: "A", face: 2_000, control: [50, 10], remind: [100, 45], month: "2022-04", reason: "escheat" },
] as const;

const people = trials.flatMap(({ name, face, control, remind, month, reason }) =>
  ([...Object.entries({ control, remind })] as ["control" | "remind", readonly [number, number]][]).flatMap(
    ([arm, [size, redeems]]) =>
      Array.from({ length: size }, (_, index) => ({
        ...{ trial: name, face, month, reason, arm, redeems: index < redeems },
        id: `${name}-${arm}-${index}`,
      })),
  ),
);

let scope: Scope;
const batches: number[] = [];

beforeAll(async () => {
  scope = await makeIssuer("THREE", { timeZone: "America/New_York" });
  await loadBatch(scope, {
    recordedAt: "2022-07-02T06:00:00Z",
    types: [{ code: "GC" }],
    customers: people.map(({ id }) => ({ id, name: id })),
    cards: people.map(({ id }) => ({ id: `C-${id}`, type: "GC", soldOn: "2022-01-10", customer: id })),
    events: [
      ...people.map(({ id, face }) => ({
        id: `S-${id}`,
        card: `C-${id}`,
        kind: "sale" as const,
        amount: face,
        on: "2022-01-10",
      })),
      ...people.flatMap(({ id, face, month, redeems }) =>
        redeems
          ? [{ id: `R-${id}`, card: `C-${id}`, kind: "redemption" as const, amount: -face, on: `${month}-20` }]
          : [],
      ),
      // The last day with data, so that May and June are whole months without anything.
      { id: "LAST", card: "C-M-remind-119", kind: "redemption" as const, amount: 0, on: "2022-07-01" },
    ],
  });
  for (const { name, month, reason, control, remind } of trials) {
    const arms = people.filter(({ trial }) => trial === name);
    const due = `${month}-04T15:00:00Z`;
    const members = arms.map(
      ({ id, arm, face }): TrialPerson => ({
        ...{ customer: id, card: `C-${id}`, arm, value: face, baseRate: 0.2, reason, dueAt: due },
      }),
    );
    const sent = { startedAt: due, endedAt: due, cost: arms.length, reason, horizonDays: 20 };
    batches.push(await insertTrial(scope, members, { holdoutShare: control[0] / (control[0] + remind[0]), ...sent }));
  }
  await measureBatches(scope, {}, { now: NOW });
});

const ledgers = async () =>
  Promise.all(
    batches.map(async (id) => {
      const found = (await getResult(scope, id)).newest?.report.ledgers;
      if (!found) throw new Error(`batch ${id} has no ledgers`);
      return found;
    }),
  );

/** The same figures, of the list of all batches. */
async function totals(): Promise<LedgerTotals> {
  return totalsOf((await listResults(scope)).flatMap(batchLedgers));
}

/** Of the roll-forward, by month: what was issued, redeemed and taken as revenue or by states, and what is owed at its end. */
async function booksBy(from: string) {
  const { rows } = await getBooks(scope, { asOf: "2022-06-30", from });
  const sum = (of: (row: (typeof rows)[number]) => bigint) => rows.reduce((all, row) => all + of(row), 0n);
  const of = (month: string) => rows.filter((row) => row.month.startsWith(month));
  return { sum, of };
}

describe("the money of reminders", () => {
  it("is on each batch's own page what was worked out by hand, on all three ledgers", async () => {
    const [march, april] = await ledgers();
    expect(march).toMatchObject({
      customers: { rescued: { value: 240_00n } },
      issuer: { breakage: 240_00n, cost: 1_20n },
      states: { avoided: 0n },
    });
    expect(april).toMatchObject({
      customers: { rescued: { value: 500_00n } },
      issuer: { breakage: 0n, cost: 1_00n },
      states: { avoided: 500_00n },
    });
  });

  it("adds up over batches: what customers have back is what issuer and states go without, to the cent", async () => {
    const all = await totals();
    expect(all).toMatchObject({ batches: 2, rescued: 740_00n, breakage: 240_00n, avoided: 500_00n, cost: 2_20n });
    expect(all.breakage + all.avoided).toBe(all.rescued);
  });

  it("counts the same redemptions as the books of the same months", async () => {
    const { of } = await booksBy("2022-01-01");
    for (const [index, month] of ["2022-03", "2022-04"].entries()) {
      const measured = (await getResult(scope, batches[index] ?? 0)).newest?.report;
      const both = (measured?.remind.outcomes.redeemed.sum ?? 0) + (measured?.control.outcomes.redeemed.sum ?? 0);
      const booked = of(month).reduce((sum, { movements }) => sum + movements.redeemed, 0n);
      expect(booked).toBe(BigInt(both));
      expect(booked).toBe([600_00n, 1_100_00n][index]);
    }
  });

  it("is what the books would owe more without the reminders: opening, issued and redeemed tie to the closing liability", async () => {
    const { sum, of } = await booksBy("2022-01-01");
    // 180 × 10.00 and 150 × 20.00 sold, 600.00 and 1,100.00 redeemed.
    expect(sum(({ movements }) => movements.sold)).toBe(4_800_00n);
    expect(sum(({ movements }) => movements.redeemed)).toBe(1_700_00n);
    const closing = of("2022-06").reduce((all, row) => all + row.closing, 0n);
    const takenAsRevenue = sum(({ movements }) => movements.breakage + movements.expired);
    const toStates = sum(({ movements }) => movements.toEscheatPayable);
    expect(closing + takenAsRevenue + toStates).toBe(3_100_00n);
    // Everybody as those who were held out: 360.00 and 600.00 redeemed, so 3,840.00 left for breakage and states.
    const { rescued, breakage, avoided } = await totals();
    const withoutReminders = 4_800_00n - 360_00n - 600_00n;
    expect(withoutReminders - (closing + takenAsRevenue + toStates)).toBe(rescued);
    expect(withoutReminders - (closing + takenAsRevenue + toStates)).toBe(breakage + avoided);
  });

  it("stays the same when the scores of what is left are known, because all that is left is never redeemed here", async () => {
    const before = await totals();
    await insertScores(
      scope,
      "2022-06-30",
      Object.fromEntries(people.map(({ id, face, redeems }) => [`C-${id}`, redeems ? 0 : face])),
    );
    await measureBatches(scope, {}, { now: NOW });
    expect((await listResults(scope)).map(({ newest }) => newest?.report.basis)).toEqual(["scores", "scores"]);
    expect(await totals()).toEqual(before);
  });
});
