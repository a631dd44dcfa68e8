import { formatCount, formatDecimal, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/card-score";
import type { Check } from "./past-scores";
import type { Reliability } from "./reliability";

/** What a score says of a card, in the order in which its page says it. */
export const outcomes = ["untouched", "never"] as const;
export type Outcome = (typeof outcomes)[number];

export const reliabilityIn = ({ untouched, notFully }: Check, outcome: Outcome): Reliability | null =>
  outcome === "untouched" ? untouched : notFully;

export type ReliabilityRow = {
  readonly outcome: Outcome;
  /** From 1, the least probable; null: all of them. */
  readonly tenth: number | null;
  readonly cards: number;
  readonly told: number;
  readonly came: number;
};

/** A line for each tenth of the cards, and one for all of them, for both things that a score says. */
export function reliabilityRows(check: Check): ReliabilityRow[] {
  return outcomes.flatMap((outcome): ReliabilityRow[] => {
    const found = reliabilityIn(check, outcome);
    if (!found) return [];
    const row = (
      tenth: number | null,
      { cards, predicted, observed }: Pick<Reliability, "cards" | "predicted" | "observed">,
    ) => ({
      outcome,
      tenth,
      cards,
      told: predicted,
      came: observed,
    });
    return [...found.deciles.map((decile, i) => row(i + 1, decile)), row(null, found)];
  });
}

/** The tenths as points of a picture: on the first line, as told; on the second, what came. */
export const reliabilityPoints = (reliability: Reliability, locale: Locale) =>
  reliability.deciles.map(({ predicted, observed }, i) => ({
    key: String(i + 1),
    label: formatRate(predicted, locale),
    at: predicted,
    values: { told: predicted, came: observed },
  }));

/** Marks of the axis between the first tenth and the last: every 20 %, or every 5 % where the tenths lie close together. */
export function reliabilityTicks({ deciles }: Reliability, locale: Locale) {
  const [first, last] = [deciles[0]?.predicted ?? 0, deciles.at(-1)?.predicted ?? 1];
  const step = last - first > 0.4 ? 20 : 5;
  return Array.from({ length: 100 / step + 1 }, (_, i) => (i * step) / 100)
    .filter((at) => at >= first && at <= last)
    .map((at) => ({ at, label: formatRate(at, locale) }));
}

/** Odds whose slope is off by no more than this are right as far as such a test can tell. */
const SLOPE_TOLERANCE = 0.2;

export type SlopeVerdict = "good" | "bold" | "timid" | "unknown";

/** Below 1 what was told lay too far from the middle, above 1 too near to it. */
export function judgeSlope(slope: number | null): SlopeVerdict {
  if (slope === null) return "unknown";
  if (Math.abs(slope - 1) <= SLOPE_TOLERANCE + 1e-9) return "good";
  return slope < 1 ? "bold" : "timid";
}

/** The test in a sentence: how many came and were told, whether odds were right, and what it was worth. */
export function reliabilitySentence(found: Reliability, locale: Locale): string {
  const { cards, observed, predicted, slope, brier, skill } = found;
  const words = {
    cards: formatCount(cards, locale),
    observed: formatRate(observed, locale),
    predicted: formatRate(predicted, locale),
    verdict: t(`scoreTest.verdict.${judgeSlope(slope)}`, { slope: formatDecimal(slope ?? 0, 2, locale) }),
    brier: formatDecimal(brier, 3, locale),
  };
  if (skill === null || skill <= 0) return t("scoreTest.summary.worse", words);
  return t("scoreTest.summary", { ...words, skill: formatRate(skill, locale) });
}
