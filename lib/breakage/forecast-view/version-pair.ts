/** Two versions by their ids. */
export type Pair = { readonly before: number; readonly after: number };

type Listed = { readonly id: number; readonly dataDate: string; readonly total: unknown };

/**
 * The two versions to hold against one another: those that were asked for as far as they are there and have figures, else the
 * newest and the newest of older data before it, or before it in the list where all are of the same data. `versions` newest
 * first. Null with fewer than two.
 */
export function pairOf(
  versions: readonly Listed[],
  asked: { before?: number | undefined; after?: number | undefined },
): Pair | null {
  const able = versions.filter(({ total }) => total !== null);
  const find = (id: number | undefined) => able.find((version) => version.id === id);
  const asks = [find(asked.before), find(asked.after)] as const;
  const after = asks[1] ?? able.find((version) => version !== asks[0]);
  if (!after) return null;
  const rest = able.slice(able.indexOf(after) + 1);
  const before =
    asks[0] ??
    rest.find(({ dataDate }) => dataDate < after.dataDate) ??
    rest[0] ??
    able.find((version) => version !== after);
  return before ? { before: before.id, after: after.id } : null;
}
