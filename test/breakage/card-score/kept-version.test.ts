import { expect, it } from "vitest";
import { type KeptCohort, rangesOf, sharesOf } from "@/lib/breakage/card-score/kept-version";

const CUT = 2026 * 12 + 9;
const basis = { cut: CUT, ultimateAge: 60 };

const cohort = (changes: Partial<KeptCohort>): KeptCohort => ({
  typeId: 1,
  saleMonth: CUT - 5,
  expiryMonth: CUT + 7,
  quarter: "2027-04-01",
  openNow: 1_000,
  expected: 300,
  ...changes,
});

it("two months of sale that end in one month are one share; what ended by the cut is in none", () => {
  const shares = sharesOf(
    [
      cohort({}),
      cohort({ saleMonth: CUT - 4, openNow: 500, expected: 200 }),
      cohort({ saleMonth: CUT - 20, expiryMonth: CUT, openNow: 90, expected: 90 }),
    ],
    basis,
  );
  expect(shares).toEqual([{ typeId: 1, endMonth: CUT + 7, openNow: 1_500, expected: 500 }]);
});

it("what never expires is settled 60 months after it was sold, and what had expired before a reload ends with its month", () => {
  const ends = sharesOf(
    [cohort({ expiryMonth: null }), cohort({ saleMonth: CUT + 1, expiryMonth: CUT - 2 })],
    basis,
  ).map(({ endMonth }) => endMonth);
  expect(ends).toEqual([CUT + 55, CUT + 1]);
});

/** 21 worlds from 0 to 2,000 in steps of 100: the middle 90 % are 100 to 1,900. */
const worlds = Array.from({ length: 21 }, (_, b) => 100 * b);

it("a range is the worlds' middle 90 % ÷ what is expected: 100 to 1,900 of 1,000 are 0.1 to 1.9", () => {
  const [only] = rangesOf([cohort({ expected: 1_000 })], [{ typeId: 1, quarter: "2027-04-01", worlds }], basis);
  expect(only?.range?.low).toBeCloseTo(0.1, 12);
  expect(only?.range?.high).toBeCloseTo(1.9, 12);
});

it("of a quarter that is under way, the 400 that have ended already are taken off every world", () => {
  const quarter = "2026-10-01";
  const [only] = rangesOf(
    [
      cohort({ expiryMonth: CUT + 1, quarter, expected: 1_000 }),
      cohort({ saleMonth: CUT - 24, expiryMonth: CUT, quarter, openNow: 400, expected: 400 }),
      cohort({ saleMonth: CUT - 30, expiryMonth: CUT - 6, quarter: "2026-04-01", expected: 70 }),
    ],
    [
      { typeId: 1, quarter, worlds: worlds.map((world) => world + 400) },
      { typeId: 1, quarter: "2026-04-01", worlds: worlds.map(() => 70) },
    ],
    basis,
  );
  expect(only?.range?.low).toBeCloseTo(0.1, 12);
  expect(only?.range?.high).toBeCloseTo(1.9, 12);
});

it("there is no range where a quarter has no worlds, where nothing is expected, and where all has ended", () => {
  const rangeOf = (own: KeptCohort, known: number[] | null) =>
    rangesOf([own], [{ typeId: 1, quarter: own.quarter, worlds: known }], basis).map(({ range }) => range);
  expect(rangeOf(cohort({}), null)).toEqual([null]);
  expect(rangeOf(cohort({ expected: 0 }), worlds)).toEqual([null]);
  expect(rangeOf(cohort({ expiryMonth: CUT }), worlds)).toEqual([null]);
});
