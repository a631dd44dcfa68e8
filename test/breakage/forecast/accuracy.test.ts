import { beforeAll, describe, expect, it } from "vitest";
import { baselines } from "@/lib/breakage/forecast/constants";
import { standardLaw } from "./simulator";
import { meanOf, rmsOf, type Study, study, studyAges } from "./study";

/**
 * Worlds with known truth at each size. A hundred and more tell coverage apart from chance: RUNS=120. The few of an
 * ordinary run have wider bars for it, by two standard errors of a share of 90 % among them; of a dozen totals all may then
 * lie in their ranges, so that ranges too wide would not be seen. What they are held to is their distance from the middle.
 */
const RUNS = Number(process.env.RUNS ?? 12);
const enough = RUNS >= 100;
const slack = (outcomes: number) => (enough ? 0 : 2 * Math.sqrt(0.09 / outcomes));

function expectCoverage(share: number, outcomes: number) {
  expect(share).toBeGreaterThanOrEqual(0.85 - slack(outcomes));
  expect(share).toBeLessThanOrEqual(0.95 + slack(outcomes));
}

/**
 * A normal truth has a mean distance of arctan(a) ÷ π from the middle of ranges that are 1/a as wide as they should be: 85 and 95 % in a
 * range of 90 % are a = 1.645/1.440 and 1.645/1.960. The standard deviation of one distance is √(1/48).
 */
function expectDistance(distance: number, outcomes: number) {
  const chance = enough ? 0 : 2 / Math.sqrt(48 * outcomes);
  expect(distance).toBeGreaterThanOrEqual(Math.atan(1.645 / 1.96) / Math.PI - chance);
  expect(distance).toBeLessThanOrEqual(Math.atan(1.645 / 1.44) / Math.PI + chance);
}

const RARE = { never: [4, 96], medianDays: 90, times: { sigma: 0.9 } } as const;

let large: Study;
let small: Study;

/** What screens show: sums of all cohorts of a type, of all that end in a quarter, and of everything. */
function expectSums({ coverage: { type, quarter } }: Study) {
  // Types share the shocks of their world, and its quarters share its curves.
  expectCoverage(type.at(0.9), type.outcomes / 4);
  expectDistance(type.distance, type.outcomes / 4);
  expectCoverage(quarter.at(0.9), quarter.outcomes / 4);
}
function expectTotals({ coverage: { total } }: Study) {
  if (enough) expectCoverage(total.at(0.9), total.outcomes);
  else expectDistance(total.distance, total.outcomes);
}

beforeAll(() => {
  large = study(RUNS, { cards: 200 });
  small = study(RUNS, { cards: 20 }, 100);
}, 3_600_000);

describe("at 200 cards per type and month and two years of history", () => {
  it("types are missed by at most 8 %", () => expect(large.forecast.type.value).toBeLessThanOrEqual(0.08));

  it("cohorts of up to three months are missed by at most 20 %", () =>
    expect(large.forecast.ages["0-3"].value).toBeLessThanOrEqual(0.2));

  it("the total is biased by at most 5 %, and its error is of that size", () => {
    expect(Math.abs(meanOf(large.forecast.totals))).toBeLessThanOrEqual(0.05);
    expect(rmsOf(large.forecast.totals)).toBeLessThanOrEqual(0.06);
  });

  it("85 to 95 % of cohorts lie in their 90 % range", () => {
    const { cohort } = large.coverage;
    // Cohorts of one world share its month shocks and curves: a month of ten types counts once.
    expectCoverage(cohort.at(0.9), cohort.outcomes / 10);
  });

  it("85 to 95 % of types and of quarters do", () => expectSums(large));

  it("85 to 95 % of totals do", () => expectTotals(large));

  it("every baseline misses at least a fifth more, at every age", () => {
    for (const baseline of baselines) {
      for (const ages of studyAges) {
        const own = large.forecast.ages[ages].value;
        expect(own).toBeLessThanOrEqual(0.8 * large.candidates[baseline].ages[ages].value);
      }
    }
  });
});

describe("at 20 cards per type and month", () => {
  it.each(baselines)("misses less than %s, at every age and by type", (baseline) => {
    for (const ages of studyAges) {
      expect(small.forecast.ages[ages].value).toBeLessThan(small.candidates[baseline].ages[ages].value);
    }
    expect(small.forecast.type.value).toBeLessThan(small.candidates[baseline].type.value);
  });

  it("85 to 95 % of cohorts lie in their 90 % range", () => {
    const { cohort } = small.coverage;
    expectCoverage(cohort.at(0.9), cohort.outcomes / 10);
  });

  it("85 to 95 % of types and of quarters do", () => expectSums(small));

  it("85 to 95 % of totals do", () => expectTotals(small));
});

describe("ranges of cohorts and of their sums", () => {
  it.each([
    ["after a year and a half, with one past month's end to learn from", { vintages: 18 }],
    ["then at 20 cards per type and month too", { vintages: 18, cards: 20 }],
    ["where 4 % are never used and the median is 90 days", { law: { ...standardLaw, ...RARE } }],
    ["where times are Weibull's, of shape 0.7", { law: { ...standardLaw, times: { shape: 0.7 } } }],
  ] as const)(
    "hold 85 to 95 %% of the truth %s",
    (_, changes) => {
      const found = study(RUNS, { cards: 200, ...changes });
      expectCoverage(found.coverage.cohort.at(0.9), found.coverage.cohort.outcomes / 10);
      expectSums(found);
    },
    3_600_000,
  );
});

/**
 * Of so few cards most of what comes is chance, and ranges are wide and learnt from little: they hold less of sums than they say, and
 * more of single cohorts, which are one or two cards that stay or go.
 */
describe.each([3, 5])("of two types of %d cards a month", (cards) => {
  let few: Study;
  beforeAll(() => {
    few = study(Math.max(RUNS, 60), { types: 2, cards, vintages: 36 }, 100);
  }, 3_600_000);

  it("every 90 % range of a type and of the total holds what is expected", () => {
    expect(few.runs).toBe(Math.max(RUNS, 60));
    expect(few.beside).toBe(0);
  });

  it("no stretch holds less of the past than none does", () => {
    expect(few.calibrated.length).toBeGreaterThan(few.runs / 2);
    for (const { before, after } of few.calibrated) expect(after).toBeGreaterThanOrEqual(before);
  });

  it("nine in ten cohorts lie in their 90 % range, three in four sums by type and 85 % of those by quarter", () => {
    const { cohort, type, quarter } = few.coverage;
    expect(cohort.at(0.9)).toBeGreaterThanOrEqual(0.9);
    expect(type.at(0.9)).toBeGreaterThanOrEqual(0.75);
    expect(quarter.at(0.9)).toBeGreaterThanOrEqual(0.85);
  });
});
