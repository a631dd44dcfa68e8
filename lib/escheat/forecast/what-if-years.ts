import type { KeptRow } from "./what-if-result";

export type YearChange = { readonly year: number; readonly before: bigint; readonly after: bigint };

/** What is expected in each year over the jurisdictions that change, in the order of the years. */
export function yearChanges(rows: readonly KeptRow[]): YearChange[] {
  const years = new Map<number, { before: bigint; after: bigint }>();
  for (const { bucket, before, after } of rows) {
    if (typeof bucket !== "number") continue;
    const sums = years.get(bucket) ?? { before: 0n, after: 0n };
    sums.before += BigInt(before.expected);
    sums.after += BigInt(after.expected);
    years.set(bucket, sums);
  }
  return [...years].map(([year, sums]) => ({ year, ...sums })).sort((a, b) => a.year - b.year);
}
