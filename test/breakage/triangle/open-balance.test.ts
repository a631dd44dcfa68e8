import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openFromRedeemed } from "@/lib/breakage/triangle/conversion";
import { openBalanceForecast } from "@/lib/breakage/triangle/open-balance";
import { FACES, granted, problemsOf, REDEEMED, scaled, triangleOf } from "./published-triangles";

const open = granted(openFromRedeemed(REDEEMED, FACES));
const forecast = granted(openBalanceForecast(open));
const each = (values: readonly number[], expected: readonly number[], digits: number) => {
  expect(values).toHaveLength(expected.length);
  for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, digits);
};

describe("breakage by the chain ladder on the open balance", () => {
  it("g of the first month is (700 + 820 + 650 + 1030 + 760) ÷ 5700, and h is 1 − g", () => {
    expect(forecast.hazards[0]).toMatchObject({ fromAge: 0, toAge: 1 });
    expect(forecast.hazards[0]?.hazard).toBeCloseTo(1 - 3960 / 5700, 12);
    expect(forecast.hazards.map(({ hazard }) => Number((1 - hazard).toFixed(8)))).toEqual([
      ...[0.69473684, 0.784375, 0.87647059, 0.9375, 0.97777778],
    ]);
  });

  it("what is never redeemed, worked by an independent program: 440, 513.333, 412.5, 650.779, 478.946 with s.e. 3.665 and 3.56", () => {
    const expected = [440, 513.333, 412.5, 650.779, 478.946];
    for (const [i, cohort] of forecast.cohorts.entries()) {
      expect(cohort.ultimateBreakage).toBeCloseTo(expected[i] ?? 0, 3);
    }
    expect(forecast.cohorts.slice(3).map(({ standardError }) => Number(standardError.toFixed(3)))).toEqual([
      3.665, 3.56,
    ]);
    expect(forecast.total.ultimateBreakage).toBeCloseTo(2495.558, 3);
    expect(forecast.total.standardError).toBeCloseTo(5.7, 2);
    expect(forecast.total.processError).toBeCloseTo(4.33, 2);
    expect(forecast.total.parameterError).toBeCloseTo(3.71, 2);
    expect(forecast.total.breakageRate).toBeCloseTo(2495.558 / 5700, 6);
  });

  it("σ², the error of each g, and the errors of each cohort in their two parts, by the same program", () => {
    const { steps } = forecast.chainLadder;
    each(
      steps.map(({ sigmaSquared }) => sigmaSquared),
      [0.244365, 0.00598, 0.013369, 0, 0],
      6,
    );
    each(
      steps.map(({ standardError }) => standardError),
      [0.00654759, 0.00136701, 0.0028043, 0, 0],
      8,
    );
    each(
      forecast.cohorts.map(({ processError }) => processError),
      [0, 0, 0, 3.016, 3.103],
      3,
    );
    each(
      forecast.cohorts.map(({ parameterError }) => parameterError),
      [0, 0, 0, 2.082, 1.745],
      3,
    );
    each(
      forecast.cohorts.map(({ standardError }) => standardError),
      [0, 0, 0, 3.665, 3.56],
      3,
    );
  });

  it("of 525 open at age 4, 1/45 is redeemed in the month that is left: 11.667, leaving 513.333", () => {
    const second = forecast.cohorts[1];
    expect(second).toMatchObject({ face: 1200, redeemed: 675, open: 525, latestAge: 4 });
    expect(second?.expected).toHaveLength(1);
    expect(second?.expected[0]?.redemption).toBeCloseTo(525 / 45, 9);
    expect(second?.expected[0]?.open).toBeCloseTo(525 - 525 / 45, 9);
  });

  it("the months ahead hold all that is expected: the first is 760·h₁ + 810·h₂ + 450·h₃ + 525·h₄", () => {
    const [, h1 = 0, h2 = 0, h3 = 0, h4 = 0] = forecast.hazards.map(({ hazard }) => hazard);
    expect(forecast.ahead[0]).toBeCloseTo(760 * h1 + 810 * h2 + 450 * h3 + 525 * h4, 9);
    const all = forecast.ahead.reduce((total, redemption) => total + redemption, 0);
    expect(all).toBeCloseTo(forecast.total.expectedRedemption, 9);
  });

  it("a cohort sold a moment ago has a row: its face value by all five factors", () => {
    const withNew = {
      ...open,
      origins: [...open.origins, "6"],
      cells: [...open.cells, [2000, null, null, null, null, null]],
    };
    const newest = granted(openBalanceForecast(withNew)).cohorts[5];
    const kept = forecast.hazards.reduce((product, { hazard }) => product * (1 - hazard), 1);
    expect(newest?.ultimateBreakage).toBeCloseTo(2000 * kept, 9);
    expect(newest?.expected).toHaveLength(5);
  });

  it("a card type that is used up entirely has no breakage and no error", () => {
    const { total, cohorts } = granted(
      openBalanceForecast(triangleOf([[100, 40, 0], [100, 50, 0], [80, 20], [90]], { firstAge: 0 })),
    );
    expect(total).toMatchObject({ ultimateBreakage: 0, breakageRate: 0 });
    expect(cohorts.every(({ ultimateBreakage, standardError }) => ultimateBreakage === 0 && standardError === 0)).toBe(
      true,
    );
  });

  it("the README's example: 480, 560 and 260 of 2500 are never redeemed, s.e. 0, 87.08, 67.12 and 126.02, then 315 and 65 a month", () => {
    const rows = triangleOf([[1000, 600, 480], [1000, 700], [500]], { firstAge: 0 });
    const { cohorts, total, ahead, chainLadder } = granted(openBalanceForecast(rows));
    expect(chainLadder.steps.map(({ sigmaSquared }) => Number(sigmaSquared.toFixed(9)))).toEqual([5, 5]);
    expect(cohorts.map(({ ultimateBreakage }) => Number(ultimateBreakage.toFixed(9)))).toEqual([480, 560, 260]);
    expect(cohorts.map(({ standardError }) => Number(standardError.toFixed(2)))).toEqual([0, 87.08, 67.12]);
    expect(total.breakageRate).toBeCloseTo(0.52, 12);
    expect(total.standardError).toBeCloseTo(126.02, 2);
    expect(ahead.map((amount) => Number(amount.toFixed(9)))).toEqual([315, 65]);
  });

  it("refuses a balance that rises, one above its face value or below 0, a month without sales, one row, two rows", () => {
    const rows = (...cells: number[][]) => problemsOf(openBalanceForecast(triangleOf(cells, { firstAge: 0 })));
    expect(rows([100, 50, 60], [100, 50], [100])).toEqual(["negative-redemption 1 2"]);
    expect(rows([100, 50, 40], [100, 110], [100])).toEqual(["above-face 2 1"]);
    expect(rows([100, 50, -5], [100, 50], [100])).toEqual(["below-zero 1 2"]);
    expect(rows([100, 50, 40], [0, 0], [100])).toEqual(["zero-sales 2"]);
    expect(rows([100, 50, 40])).toEqual(["too-few-origins"]);
    expect(rows([100, 50, 40], [100, 50])).toEqual(["too-few-origins"]);
  });
});

describe("a forecast on the open balance", () => {
  /** Cohorts of a made-up card type: face value and the share of the balance that each month takes. */
  const cohort = fc.record({
    face: fc.integer({ min: 1, max: 1_000_000 }),
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
  });
  const triangles = fc.array(cohort, { minLength: 3, maxLength: 9 }).map((cohorts) =>
    triangleOf(
      cohorts.map(({ face, shares }, i) => {
        const balances = [face];
        for (const share of shares.slice(0, Math.max(0, cohorts.length - 1 - i))) {
          balances.push((balances.at(-1) ?? 0) * (1 - share));
        }
        return balances;
      }),
      { firstAge: 0 },
    ),
  );

  it("stays between nothing and what is open, in every month, and parts sum to the whole", () => {
    fc.assert(
      fc.property(triangles, (triangle) => {
        const outcome = openBalanceForecast(triangle);
        if (!outcome.ok) return;
        const { cohorts, total, ahead } = outcome.value;
        const slack = 1e-9 * total.face;
        for (const { open: now, ultimateBreakage, expected, standardError } of cohorts) {
          expect(ultimateBreakage).toBeGreaterThanOrEqual(0);
          expect(ultimateBreakage).toBeLessThanOrEqual(now + slack);
          expect(standardError).toBeGreaterThanOrEqual(0);
          for (const { redemption } of expected) expect(redemption).toBeGreaterThanOrEqual(-slack);
        }
        const sum = cohorts.reduce((all, { ultimateBreakage }) => all + ultimateBreakage, 0);
        expect(Math.abs(sum - total.ultimateBreakage)).toBeLessThanOrEqual(slack);
        const redeemed = ahead.reduce((all, amount) => all + amount, 0);
        expect(Math.abs(redeemed - total.expectedRedemption)).toBeLessThanOrEqual(slack);
      }),
    );
  });

  it("is the same twice, and scales with the currency", () => {
    expect(openBalanceForecast(open)).toEqual(openBalanceForecast(open));
    const other = granted(openBalanceForecast(scaled(open, 1.37)));
    expect(other.total.ultimateBreakage / forecast.total.ultimateBreakage).toBeCloseTo(1.37, 9);
    expect(other.total.standardError / forecast.total.standardError).toBeCloseTo(1.37, 9);
    expect(other.total.breakageRate).toBeCloseTo(forecast.total.breakageRate, 12);
  });
});

describe("a forecast beyond the oldest cohort", () => {
  const rows = triangleOf([[1000, 600, 480, 432], [1000, 600, 480], [1000, 600], [1000]], { firstAge: 0 });

  it("hazards 0.4, 0.2, 0.1 go on with 0.05 and 0.025: 432 leave 432 × 0.95 × 0.975", () => {
    const { cohorts, hazards, tail } = granted(openBalanceForecast(rows, { tail: { ultimateAge: 5 } }));
    expect(hazards.slice(3).map(({ fromAge, toAge }) => [fromAge, toAge])).toEqual([
      [3, 4],
      [4, 5],
    ]);
    expect(tail?.hazards[0]).toBeCloseTo(0.05, 12);
    expect(cohorts[0]?.ultimateBreakage).toBeCloseTo(432 * 0.95 * 0.975, 9);
    expect(cohorts[3]?.expected.at(-1)?.open).toBeCloseTo(cohorts[3]?.ultimateBreakage ?? 0, 9);
    expect(cohorts[3]?.expected).toHaveLength(5);
  });
});
