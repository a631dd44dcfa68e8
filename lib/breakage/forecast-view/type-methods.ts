import type { BacktestReport, TypeMiss } from "../forecast/backtest-report";
import { type Candidate, candidates } from "../forecast/constants";

export type TypeMethodCell = Pick<TypeMiss, "wape" | "bias"> & { readonly method: Candidate };
export type TypeMethodRow = {
  readonly type: string;
  /** In the order of `candidates`. */
  readonly cells: readonly TypeMethodCell[];
  /** With the least error; null where none has any. */
  readonly best: Candidate | null;
};

type Ok = Extract<BacktestReport, { readonly status: "ok" }>;

/** What every method missed of each card type, largest balances first; none in versions made before this was kept. */
export function typeMethodRows({ shown, methods }: Pick<Ok, "shown" | "methods">): TypeMethodRow[] {
  const misses = new Map(
    methods.map(({ method, byType = [] }) => [method, new Map(byType.map((miss) => [miss.type, miss]))]),
  );
  if ([...misses.values()].every((types) => types.size === 0)) return [];
  return shown.byType
    .toSorted((a, b) => b.point.actual - a.point.actual)
    .map(({ type }) => {
      const cells = candidates.map((method) => {
        const miss = misses.get(method)?.get(type);
        return { method, wape: miss?.wape ?? null, bias: miss?.bias ?? null };
      });
      return { type, cells, best: bestOf(cells) };
    });
}

const bestOf = (cells: readonly TypeMethodCell[]): Candidate | null =>
  cells.reduce<TypeMethodCell | null>(
    (best, cell) => (cell.wape !== null && (best?.wape == null || cell.wape < best.wape) ? cell : best),
    null,
  )?.method ?? null;
