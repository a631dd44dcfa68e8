import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import type { Cohort } from "../forecast/cohort";
import { bySaleYear, shareRedeemed } from "./redemption-curve";
import { monthKey } from "./type-triangle";

/** More lines than this cannot be told apart. */
export const MOST_CURVES = 5;

/** Share redeemed by the end of each age, of the cards of a year or a month of sale. */
export type ObservedCurve = { readonly key: string; readonly month: number | null; readonly shares: readonly number[] };

/** Every month in which something was sold, in the order of time. */
export const monthsSold = (cohorts: readonly Cohort[]): number[] =>
  [...new Set(cohorts.map(({ vintage }) => vintage))].sort((a, b) => a - b);

/** A curve for each of the chosen months, or for each of the newest years of sale where none is chosen. */
export function observedCurves(
  cohorts: readonly Cohort[],
  chosen: readonly number[],
  cut: number,
  ultimateAge: number,
): ObservedCurve[] {
  if (chosen.length === 0) {
    return bySaleYear(cohorts, MOST_CURVES).map(({ year, cohorts: sold }) => ({
      key: String(year),
      month: null,
      shares: shareRedeemed(sold, cut, ultimateAge),
    }));
  }
  return chosen.map((month) => ({
    key: monthKey(month),
    month,
    shares: shareRedeemed(
      cohorts.filter(({ vintage }) => vintage === month),
      cut,
      ultimateAge,
    ),
  }));
}

type Band = { readonly low: readonly number[]; readonly high: readonly number[] };

/** A point for every age, with the fitted share, its band and what was observed; as far as the fitted curve goes. */
export function curvePoints(fitted: readonly number[], band: Band | null, curves: readonly ObservedCurve[]) {
  return fitted.map((share, age) => ({
    key: String(age),
    label: String(age),
    at: age,
    values: {
      fitted: share,
      low: band?.low[age] ?? null,
      high: band?.high[age] ?? null,
      ...Object.fromEntries(curves.map(({ key, shares }) => [key, shares[age] ?? null])),
    },
  }));
}

/** How much is redeemed in the end, how sure the curve is, and by which age half of it has come. */
export function curveSentence(fitted: readonly number[], band: Band | null, locale: Locale): string {
  const last = fitted.length - 1;
  const end = fitted[last];
  if (end === undefined) return t("curves.empty");
  const [low, high] = [band?.low[last], band?.high[last]];
  const half = fitted.findIndex((share) => share >= end / 2);
  return t("curves.summary", {
    share: formatRate(end, locale),
    age: last,
    band:
      low === undefined || high === undefined
        ? ""
        : t("curves.summary.band", { low: formatRate(low, locale), high: formatRate(high, locale) }),
    half: end > 0 ? t("curves.summary.half", { month: half }) : "",
  });
}
