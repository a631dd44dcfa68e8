import { found, type Outcome, type Problem, type ProblemKind, refused } from "./outcome";

/**
 * A development triangle: one row per origin (sale month, accident year) in the order of time, one column per age, each
 * cell the amount accumulated by that age. A cell not yet observed is null; what is observed stands without a gap from
 * the first age on. Amounts are of one currency, in any one unit.
 */
export type Triangle = {
  readonly origins: readonly string[];
  /** Strictly rising, none below 0. */
  readonly ages: readonly number[];
  readonly cells: readonly Row[];
};
export type Row = readonly (number | null)[];

/**
 * What the cells mean, and so which of them cannot be. `redeemed`: value redeemed so far, which never falls. `open`:
 * value still on the cards, the first age being the face value, which never rises. `amounts`: any amount that is not
 * negative, such as incurred losses, which are revised both ways.
 */
export type Reading = "redeemed" | "open" | "amounts";

/** Two amounts closer than this share of the row's largest are the same: sums of decimals in binary are that far off. */
const SAME = 1e-9;

export type RowFacts = { readonly origin: string; readonly latestIndex: number; readonly latest: number };

/** Each origin's latest observed cell. Throws RangeError on a row without one, which `checkTriangle` refuses. */
export function latestOf(triangle: Triangle): RowFacts[] {
  return triangle.cells.map((row, i) => {
    const latestIndex = row.findLastIndex((cell) => cell !== null);
    const latest = row[latestIndex];
    const origin = triangle.origins[i];
    if (origin === undefined || latest === undefined || latest === null) throw new RangeError(`row ${i} is empty`);
    return { origin, latestIndex, latest };
  });
}

/**
 * The triangle itself when every cell can be what the reading says, else every problem with its origin and age. With
 * `faces` (in the order of the origins) the value redeemed must stay within what was sold.
 */
export function checkTriangle(triangle: Triangle, reading: Reading, faces?: readonly number[]): Outcome<Triangle> {
  const shape = shapeProblems(triangle);
  if (shape.length > 0) return refused(...shape);
  if (faces !== undefined && faces.length !== triangle.origins.length) {
    return refused({
      kind: "exposure",
      message: `There are ${triangle.origins.length} origins and ${faces.length} face values.`,
    });
  }
  const problems = triangle.cells.flatMap((row, i) => {
    const name = triangle.origins[i] ?? "";
    const gap = gapProblem(name, triangle.ages, row);
    return gap ? [gap] : amountProblems(name, triangle.ages, row, reading, faces?.[i]);
  });
  return problems.length > 0 ? refused(...problems) : found(triangle);
}

function shapeProblems({ origins, ages, cells }: Triangle): Problem[] {
  const problems: Problem[] = [];
  const shape = (message: string) => problems.push({ kind: "shape", message });
  if (origins.length === 0) shape("The triangle has no origin.");
  if (ages.length === 0) shape("The triangle has no age.");
  if (cells.length !== origins.length) shape(`There are ${origins.length} origins and ${cells.length} rows.`);
  for (const [i, origin] of origins.entries()) {
    if (origins.indexOf(origin) < i) shape(`The origin ${origin} stands there twice.`);
  }
  for (const [j, age] of ages.entries()) {
    const before = ages[j - 1];
    if (!Number.isFinite(age) || age < 0) shape(`The age ${age} is no number from 0 on.`);
    else if (before !== undefined && age <= before) shape(`The ages do not rise: ${age} follows ${before}.`);
  }
  for (const [i, row] of cells.entries()) {
    if (row.length !== ages.length) shape(`Origin ${origins[i]} has ${row.length} cells for ${ages.length} ages.`);
  }
  return problems;
}

function gapProblem(origin: string, ages: readonly number[], row: Row): Problem | null {
  const last = row.findLastIndex((cell) => cell !== null);
  if (last < 0) return { kind: "nothing-observed", origin, message: `Origin ${origin} has no amount at any age.` };
  const hole = row.indexOf(null);
  if (hole < 0 || hole > last) return null;
  const age = ages[hole] ?? 0;
  const message = `Origin ${origin} has no amount at age ${age}, but one at age ${ages[last]}: a hole cannot be read as "not yet".`;
  return { kind: "hole", origin, age, message };
}

function amountProblems(
  origin: string,
  ages: readonly number[],
  row: Row,
  reading: Reading,
  face: number | undefined,
): Problem[] {
  const sold = reading === "open" ? (row[0] ?? 0) : face;
  if (sold !== undefined && !(sold > 0 && Number.isFinite(sold))) {
    const message = `Origin ${origin} has a face value of ${sold}: without sales there is nothing to redeem.`;
    return [{ kind: "zero-sales", origin, message }];
  }
  const slack = SAME * Math.max(...row.map((cell) => Math.abs(cell ?? 0)), sold ?? 0);
  const problems: Problem[] = [];
  for (const [j, cell] of row.entries()) {
    if (cell === null) break;
    const age = ages[j] ?? 0;
    const add = (kind: ProblemKind, what: string) =>
      problems.push({ kind, origin, age, message: `Origin ${origin}, age ${age}: ${what}` });
    const before = row[j - 1] ?? cell;
    if (!Number.isFinite(cell)) add("not-a-number", "the amount is no finite number.");
    else if (reading === "open") {
      if (cell < 0) add("below-zero", `the open balance is ${cell}: more than 100 % is redeemed.`);
      else if (sold !== undefined && cell > sold + slack)
        add("above-face", `the open balance ${cell} is above the face value ${sold}: less than nothing is redeemed.`);
      else if (cell > before + slack)
        add("negative-redemption", `the open balance rises from ${before} to ${cell}: a redemption below zero.`);
    } else if (cell < 0) add("negative", `the amount ${cell} is below zero.`);
    else if (sold !== undefined && cell > sold + slack)
      add("above-face", `${cell} is redeemed of a face value of ${sold}: more than 100 %.`);
    else if (reading === "redeemed" && cell < before - slack)
      add("decreasing", `the cumulative amount falls from ${before} to ${cell}: a redemption below zero.`);
  }
  return problems;
}
