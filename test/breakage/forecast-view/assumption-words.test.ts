import { describe, expect, it } from "vitest";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { assumptionsOf, assumptionWords, calendarVerdict } from "@/lib/breakage/forecast-view/assumption-words";
import { typeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import { calendarTest } from "@/lib/breakage/triangle/assumption-tests";
import { cohortOf, JANUARY } from "../forecast/cohorts";
import { RAA } from "../triangle/published-triangles";

const MONTHS = 14;
const CUT = JANUARY + MONTHS - 1;

/** Sold in these months after January; of what is open `hazard` is redeemed in a month of sale and month of the calendar. */
function cohorts(
  months: readonly number[],
  hazard: (sold: number, month: number) => number,
  endAge: number | null = null,
) {
  return months.map((sold): Cohort => {
    let open = 10_000;
    const redeemed = Array.from({ length: MONTHS - sold }, (_, age) => {
      const amount = endAge !== null && age > endAge ? 0 : open * hazard(sold, sold + age);
      open -= amount;
      return amount;
    });
    return cohortOf(redeemed, { after: sold, endAge });
  });
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
/** No two alike, and in no order that the calendar would know. */
const scatter = (sold: number, month: number) => 0.1 + 0.001 * ((sold * 7 + month * 11 + sold * month * 3) % 29);

const testsOf = (own: readonly Cohort[]) => {
  const of = typeTriangle(own, CUT, 60, "month");
  if (!of) throw new Error("no triangle");
  return assumptionsOf(of, []);
};

describe("what the chain ladder takes for granted of a card type", () => {
  it("finds months of the calendar in which more is redeemed of all ages, also where a month had no sales", () => {
    const swinging = (sold: number, month: number) => scatter(sold, month) + (month % 2 === 0 ? 0.2 : 0);
    const months = range(0, MONTHS).filter((month) => month !== 5);
    const own = cohorts(months, swinging);
    const { calendar } = testsOf(own);
    expect(calendar && calendarVerdict(calendar)).toBe("same-side");
    expect(calendar?.pValue).toBeLessThan(0.001);
    // By the place of its rows alone a triangle with a gap mixes the months before and after it.
    const byRows = calendarTest(typeTriangle(own, CUT, 60, "month")?.triangle ?? RAA);
    expect(byRows?.z).toBeGreaterThan(calendar?.z ?? Number.NaN);
    expect(assumptionWords(testsOf(cohorts(months, swinging)), "en")[0]).toContain("more than chance");
  });

  it("finds nothing in scatter, and says so with its p", () => {
    const tests = testsOf(cohorts(range(0, MONTHS), scatter));
    expect(tests.calendar?.pValue).toBeGreaterThan(0.05);
    const [calendar] = assumptionWords(tests, "en");
    expect(calendar).toContain("no more than chance");
    expect(calendar).toMatch(/p 0\.\d{3}\)/);
  });

  it("asks nothing of links in which the cards had ended: 3 months of sale with 3 links each have 3 pairs at 2 steps", () => {
    // Ends in the second month after the sale: links from ages 0, 1 and 2; then a later sale with ends far away.
    const ended = cohorts([0, 1, 2], scatter, 2);
    const living = cohorts([12], scatter);
    const { correlation } = testsOf([...ended, ...living]);
    // The living one has links from ages 0 and 1, and so one pair: 4 pairs at the first step, 3 at the second.
    expect(correlation?.pairs).toBe(4 + 3);
  });

  it("has words for too few links", () => {
    const words = assumptionWords(testsOf(cohorts([MONTHS - 1], scatter)), "en");
    expect(words.map((one) => one.includes("too few"))).toEqual([true, true]);
  });
});
