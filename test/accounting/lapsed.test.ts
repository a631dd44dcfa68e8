import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohortsOf, type FactRow, NO_SUMS, type Sums } from "@/lib/accounting/cohort-facts";
import { type LapseGroup, lapsedOf, lapseKey } from "@/lib/accounting/lapsed";
import { presumedOf } from "@/lib/accounting/presumed";
import { spread, spreadOldestFirst } from "@/lib/accounting/spread";
import { lesser } from "@/lib/accounting/whole-amount";

const axis = ["2024-01-01", "2024-02-01", "2024-03-01"];
const row = (saleMonth: string, expiryMonth: string, month: string, some: Partial<Sums>): FactRow => ({
  ...NO_SUMS,
  ...some,
  cardTypeId: 1,
  saleMonth,
  expiryMonth,
  month,
});
const group = (first: string, last: string, goneBy: [string, bigint][] = []): LapseGroup => ({
  first,
  last,
  goneBy: new Map(goneBy),
});

describe("what has lapsed", () => {
  it("is all that is left of cards whose funds are gone, less what a state took, and before that what was booked as expired", () => {
    const cohorts = cohortsOf(
      [
        row("2023-01-01", "2024-02-01", "2024-01-01", { sold: 10_000n, redeemed: 4_000n }),
        row("2023-01-01", "2024-02-01", "2024-02-01", { expired: 500n, escheated: 1_000n }),
        row("2023-01-01", "2024-02-01", "2024-03-01", { expired: 4_500n }),
      ],
      axis,
    );
    const groups = new Map([[lapseKey(1, "2023", "2024-02-01"), group("2024-03-01", "2024-03-01")]]);
    // February has 5.00 booked; in March 60.00 less the state's 10.00 are gone, booked or not.
    expect([...lapsedOf(cohorts, groups, axis).values()]).toEqual([[0n, 500n, 5_000n]]);
  });

  it("of funds that never go is only what was booked", () => {
    const cohorts = cohortsOf([row("2023-01-01", "infinity", "2024-01-01", { sold: 10_000n, expired: 300n })], axis);
    expect([...lapsedOf(cohorts, new Map(), axis).values()]).toEqual([[300n, 300n, 300n]]);
  });

  it("of a group whose cards go in two months is spread over its months of sale by what is left", () => {
    const cohorts = cohortsOf(
      [
        row("2023-01-01", "2024-02-01", "2024-01-01", { sold: 9_000n }),
        row("2023-02-01", "2024-02-01", "2024-01-01", { sold: 3_000n }),
      ],
      axis,
    );
    const groups = new Map([
      [lapseKey(1, "2023", "2024-02-01"), group("2024-02-01", "2024-03-01", [["2024-02-01", 4_000n]])],
    ]);
    expect([...lapsedOf(cohorts, groups, axis).values()]).toEqual([
      [0n, 3_000n, 9_000n],
      [0n, 1_000n, 3_000n],
    ]);
  });
});

describe("what is presumed abandoned", () => {
  const cohorts = cohortsOf(
    [
      row("2023-02-01", "infinity", "2024-01-01", { sold: 5_000n }),
      row("2023-01-01", "infinity", "2024-01-01", { sold: 2_000n, escheated: 500n }),
    ],
    axis,
  );

  it("is what was remitted, and what waits: the oldest month of sale has it first, up to what is on its cards", () => {
    // 5.00 remitted by the forecast and 20.00 presumed: 15.00 are left on January's cards, the other 5.00 fall on February.
    expect(presumedOf(cohorts, 0, { presumed: 2_000n, remitted: 500n })).toEqual(
      new Map([
        ["2023-01-01", 500n + 1_500n],
        ["2023-02-01", 500n],
      ]),
    );
  });

  it("falls by what was remitted since, and is never less than that", () => {
    const at = (presumed: bigint) => [...presumedOf(cohorts, 0, { presumed, remitted: 0n }).values()];
    expect(at(500n)).toEqual([500n, 0n]);
    expect(at(0n)).toEqual([500n, 0n]);
  });
});

describe("spreading", () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 });
  it("gives the whole out, none more than its weight, and all of it where there is as much as weights", () => {
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 10n ** 13n }), (list, whole) => {
        const total = list.reduce((sum, one) => sum + one, 0n);
        for (const parts of [spread(whole, list), spreadOldestFirst(whole, list)]) {
          expect(parts.reduce((sum, one) => sum + one, 0n)).toBe(lesser(whole, total));
          expect(parts.every((part, i) => part >= 0n && part <= (list[i] ?? 0n))).toBe(true);
        }
      }),
    );
  });
  it("is in proportion, remainders to the largest: 10 over 1, 1 and 1 of 100 each is 4, 3, 3", () => {
    expect(spread(10n, [100n, 100n, 100n])).toEqual([4n, 3n, 3n]);
    expect(spread(3n, [1n, 9n])).toEqual([0n, 3n]);
  });
});
