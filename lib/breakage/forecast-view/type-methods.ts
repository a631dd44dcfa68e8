import type { BacktestReport, TypeMiss } from "../forecast/backtest-report";
import { type Candidate, candidates } from "../forecast/constants";
import { coverageAt } from "./calibration-view";

/** What a cell of the table of methods by card type can say: an error, or the share of outcomes inside a range. */
export const typeMethodMeasures = ["wape", "bias", "80", "90", "95", "crps"] as const;
export type TypeMethodMeasure = (typeof typeMethodMeasures)[number];

export type TypeMethodCell = Omit<TypeMiss, "type"> & { readonly method: Candidate };
export type TypeMethodRow = {
  readonly type: string;
  /** In the order of `candidates`. */
  readonly cells: readonly TypeMethodCell[];
  /** Closest to what the measure should be; null where none has it. */
  readonly best: Candidate | null;
};

type Ok = Extract<BacktestReport, { readonly status: "ok" }>;

/** What every method missed of each card type, largest balances first; none in versions made before this was kept. */
export function typeMethodRows(
  { shown, methods }: Pick<Ok, "shown" | "methods">,
  measure: TypeMethodMeasure = "wape",
): TypeMethodRow[] {
  const misses = new Map(
    methods.map(({ method, byType = [] }) => [method, new Map(byType.map((miss) => [miss.type, miss]))]),
  );
  if ([...misses.values()].every((types) => types.size === 0)) return [];
  return shown.byType
    .toSorted((a, b) => b.point.actual - a.point.actual)
    .map(({ type }) => {
      const cells = candidates.map((method) => {
        const miss = misses.get(method)?.get(type);
        return { method, wape: miss?.wape ?? null, bias: miss?.bias ?? null, range: miss?.range ?? null };
      });
      return { type, cells, best: bestOf(cells, measure) };
    });
}

/** Null where the cell has none: no outcomes, no range, or a version made before methods had ranges. */
export function measureOf({ wape, bias, range }: TypeMethodCell, measure: TypeMethodMeasure): number | null {
  if (measure === "wape") return wape;
  if (measure === "bias") return bias;
  if (measure === "crps") return range?.crps ?? null;
  return coverageAt(range, Number(measure) / 100);
}

/** How far a method is from what it should be: an error from 0, a range from the share that it promises. */
function offBy(cell: TypeMethodCell, measure: TypeMethodMeasure): number | null {
  const value = measureOf(cell, measure);
  if (value === null) return null;
  return measure === "wape" || measure === "crps"
    ? value
    : Math.abs(value - (measure === "bias" ? 0 : Number(measure) / 100));
}

function bestOf(cells: readonly TypeMethodCell[], measure: TypeMethodMeasure): Candidate | null {
  let best: { readonly method: Candidate; readonly off: number } | null = null;
  for (const cell of cells) {
    const off = offBy(cell, measure);
    if (off !== null && (best === null || off < best.off)) best = { method: cell.method, off };
  }
  return best?.method ?? null;
}
