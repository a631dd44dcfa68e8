import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { levels } from "../forecast/constants";
import { type CoverageRow, type hitsOf, LEAST_JUDGED } from "./calibration-view";

const drawn = ["all", "types", "totals"] as const;
type Drawn = (typeof drawn)[number];

/** Which of the lines of a calibration picture can be drawn: those with enough outcomes to be judged. */
export const drawnRows = (rows: readonly CoverageRow[]): (CoverageRow & { readonly of: Drawn })[] =>
  rows.flatMap((row) => {
    const of = drawn.find((name) => name === row.of);
    return of && row.outcomes >= LEAST_JUDGED ? [{ ...row, of }] : [];
  });

/** A point for each level of range: what was promised, and the share of outcomes that lay inside. */
export function coveragePoints(rows: readonly CoverageRow[]) {
  const lines = drawnRows(rows);
  return levels.map((level, i) => ({
    key: String(level),
    label: `${100 * level} %`,
    at: level,
    values: { promised: level, ...Object.fromEntries(lines.map(({ of, shares }) => [of, shares[i] ?? null])) },
  }));
}

/** Whether 90 % ranges held nine outcomes in ten, and how many past totals they held. */
export function coverageSentence(
  rows: readonly CoverageRow[],
  hits: ReturnType<typeof hitsOf>,
  locale: Locale,
): string {
  const all = rows.find(({ of }) => of === "all");
  const share = all?.shares[levels.indexOf(0.9)] ?? null;
  if (!all || share === null || all.verdict === null) return t("backTest.ranges.none");
  return t("backTest.ranges.summary", {
    share: formatRate(share, locale),
    outcomes: all.outcomes,
    verdict: t(`backTest.judged.${all.verdict}`),
    totals: hits.judged > 0 ? t("backTest.ranges.totals", hits) : "",
  }).trim();
}
