import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookCohort, type CohortMonth } from "@/lib/accounting/cohort-books";
import { decimalFraction, NONE } from "@/lib/accounting/fraction";
import {
  type EventMovement,
  liabilityChange,
  movementsOf,
  NO_MOVEMENT,
  payableChange,
} from "@/lib/accounting/movements";
import { estimates, events } from "./arbitrary";

const month = (
  name: string,
  some: Partial<Record<EventMovement, bigint>>,
  more: Partial<CohortMonth> = {},
): CohortMonth => ({
  month: name,
  events: { ...NO_MOVEMENT, ...some },
  estimate: {
    method: "proportional",
    unexercised: decimalFraction("0.1"),
    escheatable: decimalFraction("0.4") ?? NONE,
    remote: false,
  },
  lapsed: 0n,
  presumed: 0n,
  claimedFromStates: 0n,
  ...more,
});

/** The README's example: 1,000.00 sold, 10 % expected to stay, states take 40 % of it. */
const life: readonly CohortMonth[] = [
  month("2024-01-01", { sold: 100_000n }),
  month("2024-02-01", { redeemed: 44_000n, fees: 1_000n }),
  month("2024-03-01", { redeemed: 45_000n }),
  month("2024-04-01", {}, { presumed: 4_000n }),
  month("2024-05-01", { escheated: 4_000n }, { presumed: 4_000n }),
];

describe("the books of a cohort", () => {
  it("follow it from the sale to the remittance", () => {
    expect(
      bookCohort(life).map(({ revenue, booked, contractLiability, heldForStates, escheatPayable }) => [
        revenue,
        booked.breakageRevenue,
        contractLiability,
        heldForStates,
        escheatPayable,
      ]),
    ).toEqual([
      [0n, 0n, 100_000n, 4_000n, 0n],
      [48_000n, 3_000n, 52_000n, 4_000n, 0n],
      [48_000n, 3_000n, 4_000n, 4_000n, 0n],
      [0n, 0n, 0n, 0n, 4_000n],
      [0n, 0n, 0n, 0n, 0n],
    ]);
  });

  it("reclassify on presumption, or on remittance where nobody presumed anything before", () => {
    const [, , , presumption, remittance] = bookCohort(life);
    expect([presumption?.booked.toEscheatPayable, remittance?.booked.toEscheatPayable]).toEqual([4_000n, 0n]);
    const unannounced = bookCohort([...life.slice(0, 3), month("2024-04-01", { escheated: 4_000n })]).at(-1);
    expect(unannounced).toMatchObject({
      booked: { toEscheatPayable: 4_000n },
      contractLiability: 0n,
      escheatPayable: 0n,
    });
  });

  it("give back to holders what is no longer presumed abandoned when an owner comes back", () => {
    const back = bookCohort([...life.slice(0, 4), month("2024-05-01", {}, { presumed: 0n })]).at(-1);
    expect(back).toMatchObject({
      booked: { toEscheatPayable: -4_000n },
      contractLiability: 4_000n,
      escheatPayable: 0n,
    });
  });

  it("honour a card after its remittance with a claim on the state: revenue of 25.00 and no liability below 0", () => {
    const honoured = month("2024-06-01", { redeemed: 2_500n }, { presumed: 4_000n, claimedFromStates: 2_500n });
    const book = bookCohort([...life, honoured]).at(-1);
    expect(book).toMatchObject({ contractLiability: 0n, escheatPayable: 0n, catchUp: 0n });
    expect(book?.booked).toEqual({ breakageRevenue: 0n, toEscheatPayable: 0n, claimedFromStates: 2_500n });
    expect(book?.revenue).toBe(2_500n);
  });

  it("count funds that are gone by rule, booked or not, once", () => {
    const gone = (some: Partial<Record<EventMovement, bigint>>, lapsed: bigint) =>
      bookCohort([month("2024-01-01", { sold: 100_000n }), month("2024-02-01", some, { lapsed })]).at(-1);
    const [booked, byRule, both] = [gone({ expired: 5_000n }, 0n), gone({}, 5_000n), gone({ expired: 5_000n }, 5_000n)];
    // 60 % of 50.00; nothing was redeemed, so nothing else is recognised.
    for (const one of [booked, byRule, both]) expect(one?.booked.breakageRevenue).toBe(3_000n);
  });

  it("continue from a locked position as if nothing had been locked, while nothing locked has changed", () => {
    const lapsing = life.map((one, i) => ({ ...one, lapsed: i >= 2 ? 3_000n : 0n }));
    for (const list of [life, lapsing]) {
      const whole = bookCohort(list);
      for (const cut of [1, 2, 3, 4])
        expect(bookCohort(list.slice(cut), whole[cut - 1]?.position)).toEqual(whole.slice(cut));
    }
  });

  it("take a late redemption of a locked month up in the open one, with the breakage that goes with it", () => {
    const locked = bookCohort(life.slice(0, 2)).at(-1)?.position;
    // 90.00 of February arrive after its lock, and March has 360.00: 900.00 − 450.00 as before.
    const [march] = bookCohort([month("2024-03-01", { redeemed: 9_000n + 36_000n })], locked);
    expect(march).toMatchObject({ revenue: 48_000n, catchUp: 0n, contractLiability: 4_000n });
  });
});

describe("the books of any cohort", () => {
  const months = fc.array(
    fc
      .record({
        events,
        estimate: estimates,
        lapsed: fc.bigInt({ min: 0n, max: 10n ** 9n }),
        presumed: fc.bigInt({ min: 0n, max: 10n ** 9n }),
        claimedFromStates: fc.bigInt({ min: 0n, max: 10n ** 6n }),
      })
      .map((one): CohortMonth => ({ ...one, month: "any" })),
    { minLength: 1, maxLength: 10 },
  );

  it("agree with the roll-forward made of them, in liability and payable, however wild the events are", () => {
    fc.assert(
      fc.property(months, (list) => {
        let [liability, payable] = [0n, 0n];
        for (const [i, book] of bookCohort(list).entries()) {
          const one = list[i];
          if (!one) throw new Error("a book for each month");
          const movements = movementsOf(one.events, book.booked);
          liability += liabilityChange(movements);
          payable += payableChange(movements);
          expect([book.contractLiability, book.escheatPayable]).toEqual([liability, payable]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keep what is owed to holders and to states at 0 or above where no more was used than paid in", () => {
    const clean = fc.tuple(
      fc.bigInt({ min: 1000n, max: 10n ** 9n }),
      fc.array(fc.tuple(fc.nat(100), fc.nat(50), estimates), { minLength: 1, maxLength: 8 }),
    );
    fc.assert(
      fc.property(clean, ([face, parts]) => {
        let presumed = 0n;
        const list = parts.map(([used, abandoned, estimate], i): CohortMonth => {
          presumed += (face * BigInt(abandoned)) / 1000n / 2n;
          const redeemed = (face * BigInt(used)) / 2000n;
          return { ...month("any", { sold: i === 0 ? face : 0n, redeemed }), estimate, presumed };
        });
        for (const { contractLiability, heldForStates, escheatPayable } of bookCohort(list))
          expect([contractLiability, heldForStates, escheatPayable].every((amount) => amount >= 0n)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
