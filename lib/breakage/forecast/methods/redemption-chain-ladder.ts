import { at } from "@/lib/statistics/vector";
import type { Refiner } from "../exposure";
import type { CohortTable, Line } from "../table";
import { type Projection, withinOpen } from "./projection";

/**
 * The textbook chain ladder on what was redeemed, C(next) = C · ΣC(next) ÷ ΣC, for each type. It has no tail, a factor is 1
 * where nothing was redeemed before, and what would pass the value sold is cut. Here to be compared with.
 */
export function redemptionChainLadder(table: CohortTable, leftOut: Refiner["leftOut"]): Projection {
  const factors = table.types.map((_, type) =>
    factorsOf(
      table.lines.filter((line) => line.sound && line.type === type),
      leftOut,
    ),
  );
  return (line, age) => {
    let redeemed = line.cohort.face - at(line.open, line.observed);
    for (let j = line.observed; j < age; j++) redeemed *= factors[line.type]?.[j] ?? 1;
    return withinOpen(line, line.cohort.face - redeemed);
  };
}

function factorsOf(lines: readonly Line[], leftOut: Refiner["leftOut"]): Float64Array {
  const ages = lines.reduce((most, { observed }) => Math.max(most, observed), 0);
  return Float64Array.from({ length: ages }, (_, age) => {
    let [from, to] = [0, 0];
    for (const line of lines) {
      const { cohort, observed, open } = line;
      if (observed <= age || leftOut(line, age)) continue;
      from += cohort.face - at(open, age);
      to += cohort.face - at(open, age + 1);
    }
    return from > 0 ? to / from : 1;
  });
}
