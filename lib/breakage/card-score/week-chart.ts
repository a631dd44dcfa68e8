import { formatDate, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/card-score";
import { type CardScore, chanceWithin, weeksOf } from "./card-score";

type Weeks = Pick<CardScore, "scoredOn" | "endsOn" | "hazardByWeek">;

/** A point for each week that the card can still be used in. */
export const weekPoints = (score: Weeks, locale: Locale) =>
  weeksOf(score).map(({ from, chance }) => ({ key: from, label: formatDate(from, locale), values: { chance } }));

/** Where the weekly chance begins and ends, and what they come to together. */
export function weekSentence(score: Weeks, locale: Locale): string {
  const weeks = weeksOf(score);
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return t("chart.summary.empty");
  const about = { first: formatRate(first.chance, locale), firstDate: formatDate(first.from, locale) };
  if (weeks.length === 1) return t("cardScore.weeks.one", about);
  return t("cardScore.weeks.summary", {
    ...about,
    last: formatRate(last.chance, locale),
    lastDate: formatDate(last.from, locale),
    all: formatRate(chanceWithin(score.hazardByWeek, weeks.length), locale),
    weeks: weeks.length,
  });
}
