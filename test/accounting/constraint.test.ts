import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Constraint, constrainedRate, countedShare } from "@/lib/accounting/constraint";
import { compare, dividedBy, type Fraction, fraction, NONE, whole } from "@/lib/accounting/fraction";

const ranges = [
  { level: 0.5, low: 9_000n, high: 11_000n },
  { level: 0.8, low: 8_000n, high: 12_500n },
];
const forecast = { breakage: 10_000n, ranges };
const lowerBound = (level: number): Constraint => ({ kind: "lower-bound", level });
const haircut = (share: string): Constraint => ({ kind: "haircut", share });

function counted(constraint: Constraint, of: typeof forecast = forecast): Fraction {
  const outcome = countedShare(of, constraint);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
const equals = (a: Fraction, b: Fraction) => compare(a, b) === 0;

describe("the constraint", () => {
  it("counts on the lower end of the stated range: 80.00 of 100.00 expected", () => {
    expect(equals(counted(lowerBound(0.8)), fraction(4n, 5n))).toBe(true);
    expect(equals(counted(lowerBound(0.5)), fraction(9n, 10n))).toBe(true);
  });

  it("or takes the stated share off what is expected", () => {
    expect(equals(counted(haircut("0.25")), fraction(3n, 4n))).toBe(true);
    expect(equals(counted(haircut("0")), whole(1n))).toBe(true);
    for (const share of ["1.5", "-0.1", "a tenth"]) expect(() => counted(haircut(share))).toThrow(RangeError);
  });

  it("refuses where the forecast has no range, or none of that level", () => {
    for (const none of [{ breakage: 10_000n, ranges: null }, forecast]) {
      expect(countedShare(none, lowerBound(0.9))).toEqual({
        ok: false,
        problems: [{ field: "constraint.level", message: "the forecast has no range of 90 %" }],
      });
    }
  });

  it("never counts on more than is expected, and on nothing where nothing is", () => {
    const above = { breakage: 10_000n, ranges: [{ level: 0.8, low: 10_100n, high: 12_000n }] };
    expect(equals(counted(lowerBound(0.8), above), whole(1n))).toBe(true);
    const none = { breakage: 0n, ranges: [{ level: 0.8, low: 0n, high: 0n }] };
    expect(equals(counted(lowerBound(0.8), none), NONE)).toBe(true);
    const below = { breakage: 10_000n, ranges: [{ level: 0.8, low: -5n, high: 12_000n }] };
    expect(equals(counted(lowerBound(0.8), below), NONE)).toBe(true);
  });
});

describe("the rate of a cohort", () => {
  it("is its expected share times what is counted on: 50.00 of 1,000.00 × 0.8 = 4 %", () => {
    const rate = constrainedRate({ face: 100_000n, breakage: 5_000n, settled: false }, fraction(4n, 5n));
    expect(equals(rate, fraction(4n, 100n))).toBe(true);
  });

  it("is the fact itself once the cohort has ended", () => {
    const rate = constrainedRate({ face: 100_000n, breakage: 5_000n, settled: true }, fraction(4n, 5n));
    expect(equals(rate, fraction(5n, 100n))).toBe(true);
  });

  it("is never above 1, though a forecast was made when more had been paid in", () => {
    const rate = constrainedRate({ face: 100n, breakage: 130n, settled: true }, whole(1n));
    expect(equals(rate, whole(1n))).toBe(true);
  });

  it("is 0 where nothing was paid in or nothing is expected to be left", () => {
    expect(constrainedRate({ face: 0n, breakage: 5n, settled: false }, whole(1n))).toEqual(NONE);
    expect(constrainedRate({ face: 100n, breakage: 0n, settled: false }, whole(1n))).toEqual(NONE);
    expect(constrainedRate({ face: 100n, breakage: -5n, settled: true }, whole(1n))).toEqual(NONE);
  });

  it("adds up over cohorts to just what is counted on of the programme, so nothing is held back twice", () => {
    const cohorts = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.nat(1000)), { minLength: 1 });
    fc.assert(
      fc.property(cohorts, fc.nat(1000), (list, thousandths) => {
        const share = fraction(BigInt(thousandths), 1000n);
        const parts = list.map(([face, rate]) => ({ face, breakage: (face * BigInt(rate)) / 1000n }));
        for (const { face, breakage } of parts) {
          const rate = constrainedRate({ face, breakage, settled: false }, share);
          expect(equals(dividedBy(rate, fraction(1n, face)), fraction(breakage * BigInt(thousandths), 1000n))).toBe(
            true,
          );
        }
      }),
    );
  });
});
