import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import type { Scope } from "@/lib/identity/scope";
import type { HistoricalBreakage, HistoricalRow } from "../insight";
import type { HistoryParams } from "../schema";

const BEGINNING = "1900-01-01";

/** Breakage of every card type by year of card expiry, up to the as-of date. Computed from the cards, never loaded. */
export async function getHistoricalBreakage(scope: Scope, params: HistoryParams): Promise<HistoricalBreakage> {
  const { asOf, knownAt, currency } = params;
  const asked = breakageParams.parse({ asOf, knownAt, currency, from: BEGINNING, by: "card-type,expiry-year" });
  const report = await getBreakage(scope, asked);
  const rows = report.rows.flatMap(({ members, before: _, ...figures }): HistoricalRow[] => {
    const cardType = members["card-type"];
    const year = members["expiry-year"];
    return cardType && year ? [{ cardType, year: Number(year.id), ...figures }] : [];
  });
  rows.sort((a, b) => b.year - a.year || (a.unredeemed < b.unredeemed ? 1 : -1));
  const first = rows.at(-1)?.year ?? Number(report.asOf.slice(0, 4));
  return {
    asOf: report.asOf,
    knownAt: report.knownAt,
    currency: report.currency,
    period: { from: `${String(first).padStart(4, "0")}-01-01`, to: report.period.to },
    rows,
    total: report.total,
  };
}
