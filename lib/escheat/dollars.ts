import { formatMoney } from "@/lib/format";

/** Whole dollars without cents, as statutes write them: $50, $2.50. */
export const dollars = (cents: number): string => formatMoney(BigInt(cents), "USD").replace(/\.00$/, "");
