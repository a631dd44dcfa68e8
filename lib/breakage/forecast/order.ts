import type { ForecastRow } from "./report";
import type { ForecastDimension } from "./schema";

export const forecastOrders = ["name", "cards", "sold", "redeemed", "breakage", "probability"] as const;
export type ForecastOrder = (typeof forecastOrders)[number];
type Sort = { readonly by: ForecastOrder; readonly direction: "asc" | "desc" };

/** Rows as one reads them: `Card type A · Texas`. */
export const forecastRowName = ({ members }: Pick<ForecastRow, "members">): string =>
  Object.values(members)
    .map((member) => member?.name ?? "")
    .join(" · ");

/** Tells groups apart, also two of one name. */
export const groupKey = ({ members }: Pick<ForecastRow, "members">, by: readonly ForecastDimension[]): string =>
  JSON.stringify(by.map((dimension) => members[dimension]?.id ?? ""));

const compareNames = new Intl.Collator("en", { numeric: true }).compare;

/** A probability that does not exist stands last, whichever way one looks; equals stand by name, so that no order is chance. */
export function sortForecastRows(rows: readonly ForecastRow[], { by, direction }: Sort): ForecastRow[] {
  const sign = direction === "asc" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const names = compareNames(forecastRowName(a), forecastRowName(b));
    if (by === "name") return sign * names;
    const [left, right] = [a[by], b[by]];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || names;
    return left === right ? names : sign * (left < right ? -1 : 1);
  });
}
