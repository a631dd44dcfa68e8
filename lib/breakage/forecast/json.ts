import { toDecimal } from "@/lib/money";
import type { ForecastReport } from "./queries/report";
import type { ForecastFigures, ForecastRow } from "./report";

/** A forecast as REST and the command line print it: `{asOf, model, rows, total}`; amounts are decimal strings. */
export function forecastJson({ version, currency, by, ahead, whole, past }: ForecastReport): object {
  const figures = (some: ForecastFigures) => figuresOf(some, currency);
  return {
    asOf: version?.dataDate ?? null,
    knownAt: version?.knownAt ?? null,
    currency,
    model: version && {
      version: version.id,
      method: version.method,
      status: version.status,
      dataHash: version.dataHash,
      resultHash: version.resultHash,
      madeAt: version.createdAt,
    },
    by,
    rows: ahead.quarters.map((row) => ({
      ...row.members,
      quarter: quarterName(row.quarter),
      ...figures(row),
      ...wordsOf(row),
    })),
    groups: ahead.groups.map((row) => ({ ...row.members, ...figures(row), ...wordsOf(row) })),
    quarters: ahead.byQuarter.map((row) => ({ quarter: quarterName(row.quarter), ...figures(row) })),
    past: past.map(({ quarter, madeOn, actual, ...rest }) => ({
      quarter: quarterName(quarter),
      madeOn,
      ...figures(rest),
      actual: toDecimal(actual, currency),
    })),
    total: figures(ahead.total),
    whole: whole && figures(whole),
  };
}

const wordsOf = ({ method, status }: ForecastRow) => ({ method, status });

/** `2026-Q4`. */
export const quarterName = (firstDay: string | null): string | null =>
  firstDay === null ? null : `${firstDay.slice(0, 4)}-Q${Math.ceil(Number(firstDay.slice(5, 7)) / 3)}`;

function figuresOf({ cards, sold, redeemed, breakage, ranges, probability }: ForecastFigures, currency: string) {
  const bound = (level: number, end: "low" | "high") => {
    const range = ranges?.find((one) => one.level === level);
    return range ? toDecimal(range[end], currency) : null;
  };
  return {
    breakage: toDecimal(breakage, currency),
    lower80: bound(0.8, "low"),
    upper80: bound(0.8, "high"),
    lower95: bound(0.95, "low"),
    upper95: bound(0.95, "high"),
    probability,
    sold: toDecimal(sold, currency),
    redeemed: toDecimal(redeemed, currency),
    cards,
  };
}
