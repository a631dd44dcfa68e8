import { expect, it } from "vitest";
import { fitRandomEffects, type SparseRows } from "@/lib/breakage/card-score/random-effects";
import { makeRandom } from "@/lib/statistics/random";

type Row = { columns: number[]; trials: number; events: number; offset?: number };

function rowsOf(rows: readonly Row[], width: number): SparseRows {
  const starts = new Int32Array(rows.length + 1);
  for (const [i, { columns }] of rows.entries()) starts[i + 1] = (starts[i] ?? 0) + columns.length;
  return {
    starts,
    columns: Int32Array.from(rows.flatMap(({ columns }) => columns)),
    offsets: Float64Array.from(rows, ({ offset = 0 }) => offset),
    trials: Float64Array.from(rows, ({ trials }) => trials),
    events: Float64Array.from(rows, ({ events }) => events),
    width,
  };
}

/** η of a share on the scale of the link. */
const eta = (share: number) => Math.log(-Math.log(1 - share));

it("a constant alone: 30 of 100 give ln(−ln 0.7) = −1.0309, with the standard error of Fisher's information", () => {
  const fit = fitRandomEffects(rowsOf([{ columns: [0], trials: 100, events: 30 }], 1), []);
  expect(fit.coefficients[0]).toBeCloseTo(-1.0309304, 6);
  // dμ/dη = (1 − μ)(−ln(1 − μ)) = 0.7·0.3566749 = 0.2496725; information 100·0.2496725² ÷ 0.21 = 29.68413.
  expect(fit.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(29.68413), 5);
});

it("an offset is added with coefficient 1", () => {
  const fit = fitRandomEffects(rowsOf([{ columns: [0], trials: 100, events: 30, offset: -1 }], 1), []);
  expect(fit.coefficients[0]).toBeCloseTo(-0.0309304, 6);
});

const levels = (shares: readonly number[], trials: number): Row[] =>
  shares.map((share, level) => ({ columns: [0, 1 + level], trials, events: Math.round(share * trials) }));

it("levels with many trials keep what is their own: differences of η within one percent", () => {
  const shares = [0.05, 0.1, 0.2, 0.4];
  const { coefficients } = fitRandomEffects(rowsOf(levels(shares, 200_000), 5), [{ from: 1, to: 5 }]);
  for (const [level, share] of shares.entries()) {
    const own = (coefficients[0] ?? 0) + (coefficients[1 + level] ?? 0);
    expect(Math.abs(own - eta(share))).toBeLessThan(0.01);
  }
});

it("levels that are alike are told to be: no variance to speak of, and one share for all", () => {
  const { coefficients, variances } = fitRandomEffects(rowsOf(levels([0.1, 0.1, 0.1, 0.1], 500), 5), [
    { from: 1, to: 5 },
  ]);
  expect(variances[0]).toBeLessThan(1e-3);
  for (const effect of coefficients.slice(1)) expect(Math.abs(effect)).toBeLessThan(1e-3);
});

it("a level without an event stays finite: it leans on the others, and more so the fewer its trials", () => {
  const fitWith = (trials: number) => {
    const rows = [...levels([0.1, 0.15, 0.2], 400), { columns: [0, 4], trials, events: 0 }];
    const { coefficients } = fitRandomEffects(rowsOf(rows, 5), [{ from: 1, to: 5 }]);
    return coefficients[4] ?? 0;
  };
  const [few, many] = [fitWith(5), fitWith(500)];
  expect(Number.isFinite(many)).toBe(true);
  expect(few).toBeLessThan(0);
  expect(many).toBeLessThan(few - 0.5);
  expect(many).toBeGreaterThan(-12);
});

it("a level with nothing but events stays finite too", () => {
  const rows = [...levels([0.1, 0.15, 0.2], 400), { columns: [0, 4], trials: 30, events: 30 }];
  const { coefficients } = fitRandomEffects(rowsOf(rows, 5), [{ from: 1, to: 5 }]);
  expect(coefficients[4]).toBeGreaterThan(0);
  expect(coefficients[4]).toBeLessThan(12);
});

it("a level without trials takes the mean of its group", () => {
  const { coefficients, standardErrors, variances } = fitRandomEffects(rowsOf(levels([0.1, 0.3], 1000), 4), [
    { from: 1, to: 4 },
  ]);
  expect(coefficients[3]).toBeCloseTo(0, 9);
  expect(standardErrors[3]).toBeCloseTo(Math.sqrt(variances[0] ?? 0), 6);
});

it("two rows of the same levels are one row of their sums", () => {
  const whole = levels([0.1, 0.2, 0.3], 300);
  const halves = whole.flatMap(({ columns, trials, events }) => [
    { columns, trials: 100, events: Math.floor(events / 3) },
    { columns, trials: trials - 100, events: events - Math.floor(events / 3) },
  ]);
  const groups = [{ from: 1, to: 4 }];
  const [a, b] = [fitRandomEffects(rowsOf(whole, 4), groups), fitRandomEffects(rowsOf(halves, 4), groups)];
  for (const [j, value] of a.coefficients.entries()) expect(b.coefficients[j]).toBeCloseTo(value, 8);
});

it("finds the variance that levels were drawn with: 250 levels of N(0, 0.4²), within a tenth", () => {
  const random = makeRandom("levels");
  const rows = Array.from({ length: 250 }, (_, level): Row => {
    const probability = -Math.expm1(-Math.exp(-2 + 0.4 * random.normal()));
    let events = 0;
    for (let i = 0; i < 500; i++) events += Number(random.uniform() < probability);
    return { columns: [0, 1 + level], trials: 500, events };
  });
  const { variances, coefficients } = fitRandomEffects(rowsOf(rows, 251), [{ from: 1, to: 251 }]);
  expect(Math.sqrt(variances[0] ?? 0)).toBeGreaterThan(0.36);
  expect(Math.sqrt(variances[0] ?? 0)).toBeLessThan(0.44);
  expect(coefficients[0]).toBeGreaterThan(-2.06);
  expect(coefficients[0]).toBeLessThan(-1.94);
});

it("refuses rows that are none", () => {
  expect(() => fitRandomEffects(rowsOf([], 1), [])).toThrow(RangeError);
});
