import { found, type Outcome, refused } from "./outcome";
import { checkTriangle, type Row, type Triangle } from "./triangle";

/** What sums of decimals in binary miss zero by, beside the largest amount on the way. */
const ROUNDING = 1e-12;

/** Amounts of each age to amounts by that age: running sums along each row. A hole stays a hole, for the check to name. */
export function toCumulative(incremental: Triangle): Triangle {
  return {
    ...incremental,
    cells: incremental.cells.map((row) => {
      let total = 0;
      let largest = 0;
      return row.map((cell) => {
        if (cell === null) return null;
        total += cell;
        largest = Math.max(largest, Math.abs(total));
        return Math.abs(total) <= ROUNDING * largest ? 0 : total;
      });
    }),
  };
}

/** Amounts by each age to amounts of that age: differences along each row, the first cell as it stands. */
export function toIncremental(cumulative: Triangle): Triangle {
  return {
    ...cumulative,
    cells: cumulative.cells.map((row) => row.map((cell, j) => (cell === null ? null : cell - (row[j - 1] ?? 0)))),
  };
}

/**
 * Open balances from value redeemed: face value at age 0, then face value less redemptions. Refused where a face value
 * is not above zero or is exceeded, or where redemptions fall. A triangle whose first age is 0 counts there what was
 * redeemed within the period of sale, so its ages move up by one spacing: age 0 is then the moment of sale.
 */
export function openFromRedeemed(redeemed: Triangle, faces: readonly number[]): Outcome<Triangle> {
  const checked = checkTriangle(redeemed, "redeemed", faces);
  if (!checked.ok) return checked;
  const [first = 0, second = first + 1] = redeemed.ages;
  const shift = first === 0 ? second - first : 0;
  return found({
    origins: redeemed.origins,
    ages: [0, ...redeemed.ages.map((age) => age + shift)],
    cells: redeemed.cells.map((row, i) => openRow(row, faces[i] ?? 0)),
  });
}

function openRow(row: Row, face: number): Row {
  // A cohort emptied to the cent is empty.
  const left = (cell: number) => (face - cell <= ROUNDING * face ? 0 : face - cell);
  return [face, ...row.map((cell) => (cell === null ? null : left(cell)))];
}

/** Value redeemed and face values from open balances whose first age is the face value. */
export function redeemedFromOpen(open: Triangle): Outcome<{ redeemed: Triangle; faces: number[] }> {
  const checked = checkTriangle(open, "open");
  if (!checked.ok) return checked;
  if (open.ages.length < 2) {
    return refused({ kind: "too-few-ages", message: "There is only the face value, and no age after it." });
  }
  const faces = open.cells.map((row) => row[0] ?? 0);
  const cells = open.cells.map((row, i) => row.slice(1).map((cell) => (cell === null ? null : (faces[i] ?? 0) - cell)));
  return found({ redeemed: { origins: open.origins, ages: open.ages.slice(1), cells }, faces });
}
