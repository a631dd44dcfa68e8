import { t } from "@/lib/messages/forecast";
import { toDecimal } from "@/lib/money";
import { heldAgainst, JUDGED_AT, rangeAt } from "./held";
import type { Compared, PastQuarter } from "./past";
import type { ForecastReport } from "./queries/report";
import type { ForecastFigures, ForecastRow } from "./report";

/** A forecast as REST and the command line print it: `{asOf, model, rows, total}`; amounts are decimal strings. `note`: why it is of nothing. */
export function forecastJson(report: ForecastReport): object {
  const { version, currency, by, ahead, past, pastGroups } = report;
  const hasFigures = version?.status === "ok" && !report.isEmpty;
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
    note: report.isEmpty ? t("forecast.noCards.title", { currency }) : null,
    rows: ahead.quarters.map((row) => ({
      ...row.members,
      quarter: quarterName(row.quarter),
      ...figures(row),
      ...wordsOf(row),
    })),
    groups: ahead.groups.map((row) => ({ ...row.members, ...figures(row), ...wordsOf(row) })),
    quarters: ahead.byQuarter.map((row) => ({ quarter: quarterName(row.quarter), ...figures(row), ...basisOf(row) })),
    past: past.map((one) => pastOf(one, currency)),
    pastRows: pastGroups?.map((one) => ({ ...one.members, ...pastOf(one, currency) })) ?? null,
    total: hasFigures ? figures(ahead.total) : nothing,
    whole: hasFigures ? report.whole && figures(report.whole) : factsOnly(report),
  };
}

/** Without enough history, or any card, there are no figures, which is not the same as figures of 0. */
const nothing = {
  breakage: null,
  lower80: null,
  upper80: null,
  lower95: null,
  upper95: null,
  probability: null,
  sold: null,
  redeemed: null,
  cards: null,
} as const;

const factsOnly = ({ known, currency }: ForecastReport) =>
  known && {
    ...nothing,
    sold: toDecimal(known.sold, currency),
    redeemed: toDecimal(known.sold - known.open, currency),
  };

const pastOf = ({ quarter, madeOn, stored, ...rest }: PastQuarter, currency: string) => ({
  quarter: quarterName(quarter),
  madeOn,
  ...comparedOf(rest, currency),
  stored: stored && {
    version: stored.version,
    madeOn: stored.madeOn,
    dataTo: stored.dataDate,
    ...comparedOf(stored, currency),
  },
});

function comparedOf(one: Compared, currency: string) {
  const range = rangeAt(one.ranges, JUDGED_AT);
  const held = heldAgainst(one);
  return {
    ...expectedOf(one, currency),
    lower90: range && toDecimal(range.low, currency),
    upper90: range && toDecimal(range.high, currency),
    actual: toDecimal(one.actual, currency),
    holds: held === "unjudged" ? null : held === "within",
  };
}

type Expected = Omit<ForecastFigures, "redeemed">;

const wordsOf = (row: ForecastRow) => ({ method: row.method, status: row.status, ...basisOf(row) });

/** How much there was to learn from, and how far the like of it was off before. */
const basisOf = ({ cohorts, pastError }: ForecastRow) => ({ cohorts, backtestError: pastError });

/** `2026-Q4`. */
export const quarterName = (firstDay: string | null): string | null =>
  firstDay === null ? null : `${firstDay.slice(0, 4)}-Q${Math.ceil(Number(firstDay.slice(5, 7)) / 3)}`;

function figuresOf(figures: ForecastFigures, currency: string) {
  return { ...expectedOf(figures, currency), redeemed: toDecimal(figures.redeemed, currency) };
}

function expectedOf({ cards, sold, breakage, isKnown, ranges, probability }: Expected, currency: string) {
  const bound = (level: number, end: "low" | "high") => {
    const range = ranges?.find((one) => one.level === level);
    return range ? toDecimal(range[end], currency) : null;
  };
  return {
    breakage: isKnown ? toDecimal(breakage, currency) : null,
    lower80: bound(0.8, "low"),
    upper80: bound(0.8, "high"),
    lower95: bound(0.95, "low"),
    upper95: bound(0.95, "high"),
    probability,
    sold: toDecimal(sold, currency),
    cards,
  };
}
