import type { JurisdictionRow } from "./table";

/** By what the table of jurisdictions can be sorted. */
export const placeOrders = ["place", "cards", "balance", "claimed", "expected", "lawRange", "counsel"] as const;
export type PlaceOrder = (typeof placeOrders)[number];

type Sort = { readonly by: PlaceOrder; readonly direction: "asc" | "desc" };

/** What may fall to it at most comes first: where most is unsettled, least may be expected. */
export const usualPlaceOrder: Sort = { by: "lawRange", direction: "desc" };

const keyOf: Record<Exclude<PlaceOrder, "place">, (row: JurisdictionRow) => number | bigint> = {
  cards: ({ cards }) => cards,
  balance: ({ balance }) => balance,
  claimed: ({ claimed }) => claimed,
  expected: ({ foreseen }) => foreseen,
  lawRange: ({ lawRange }) => lawRange.high,
  counsel: ({ counsel }) => counsel.balance,
};

/** @param nameOf of a jurisdiction, as it is shown; it settles what else is equal. */
export function sortPlaces(
  rows: readonly JurisdictionRow[],
  { by, direction }: Sort,
  nameOf: (jurisdiction: string) => string,
): JurisdictionRow[] {
  const byName = (a: JurisdictionRow, b: JurisdictionRow) =>
    nameOf(a.jurisdiction).localeCompare(nameOf(b.jurisdiction), "en");
  const sign = direction === "desc" ? -1 : 1;
  if (by === "place") return [...rows].sort((a, b) => sign * byName(a, b));
  const key = keyOf[by];
  return [...rows].sort((a, b) => {
    const [first, second] = [key(a), key(b)];
    return first === second ? byName(a, b) : sign * (first < second ? -1 : 1);
  });
}
