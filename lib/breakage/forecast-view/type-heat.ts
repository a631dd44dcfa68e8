import { currencyDecimals } from "@/lib/money";
import type { LinkName } from "../triangle/development-factors";
import { checkTriangle, type Triangle } from "../triangle/triangle";
import { type LinkHeat, linkHeat, withoutFactors } from "../triangle-view/link-heat";
import type { TypeTriangle } from "./type-triangle";

export type TypeHeat = LinkHeat & {
  /**
   * Whether what is left out can be used in forecasts. A row that no triangle can have takes the factors away, and not this:
   * a forecast reads cohort by cohort, and leaves such a one out or cuts it.
   */
  readonly isUsable: boolean;
};

/**
 * The links of a card type's triangle held against their factors. Where a balance rises, is above the value sold or below 0
 * there are none, and the problems say where, with amounts as people write them.
 */
export function typeHeat({ triangle }: TypeTriangle, leftOut: readonly LinkName[], currency: string): TypeHeat {
  const heat = linkHeat(triangle, { exclude: leftOut });
  const checked = checkTriangle(inUnits(triangle, 10 ** currencyDecimals(currency)), "open");
  const isUsable = heat.problems.length === 0;
  return checked.ok ? { ...heat, isUsable } : { ...withoutFactors(heat, checked.problems), isUsable };
}

const inUnits = (triangle: Triangle, unit: number): Triangle => ({
  ...triangle,
  cells: triangle.cells.map((row) => row.map((cell) => (cell === null ? null : cell / unit))),
});
