import { plainJson } from "@/lib/plain-json";
import type { Figures } from "./figures";
import type { BreakageReport } from "./report";

/** The report as REST and the command line print it: `{asOf, knownAt, currency, period, rows, total}`. */
export function breakageJson(report: BreakageReport): object {
  const { asOf, knownAt, currency, period, comparison } = report;
  const figures = (some: Figures) => plainJson(fieldsOf(some), currency) as object;
  return {
    asOf,
    knownAt,
    currency,
    period,
    rows: report.rows.map(({ members, before, ...some }) => ({
      ...members,
      ...figures(some),
      ...(comparison ? { before: before && figures(before) } : {}),
    })),
    total: figures(report.total),
    ...(comparison ? { comparison: { ...comparison, total: figures(comparison.total) } } : {}),
  };
}

function fieldsOf(figures: Figures) {
  const { sold, redeemed, other, unredeemed, lapsed, escheated, owed, rate, cards, redemptions } = figures;
  return { sold, redeemed, other, unredeemed, lapsed, escheated, owed, rate, cards, redemptions };
}
