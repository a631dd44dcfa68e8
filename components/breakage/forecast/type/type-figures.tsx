import { Definition } from "@/components/ui/definition";
import { Figure, FigureRow } from "@/components/ui/figure";
import { type Ranged, rangeAt } from "@/lib/breakage/forecast/held";
import type { TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import { splitOf } from "@/lib/breakage/forecast/split";
import { formatCount, formatDate, formatMoney, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import type { MessageKey } from "@/lib/messages/message";
import { allCardsHref, type Behind } from "../forecast-hrefs";
import { knownSum, noteWithRanges, rangeLine } from "../forecast-words";

type Props = { own: TypeInVersion; behind: Behind; locale: Locale };

const LEVEL = 0.8;

/** What the version says of all cards of the type, in parts that add up; then what it was learnt from. */
export function TypeFigures({ own, behind, locale }: Props) {
  const { whole, settled, ahead: ofVersion } = own.report;
  if (!whole || !settled) return null;
  const { toCome, ranges } = splitOf(whole, settled, ofVersion.total);
  const money = (amount: bigint) => formatMoney(amount, behind.currency, locale);
  const period = t("forecast.dataTo", { date: formatDate(behind.dataDate, locale) });
  const href = allCardsHref(behind);
  const range = (figures: Ranged) => {
    const one = rangeAt(figures.ranges, LEVEL);
    return one ? noteWithRanges(rangeLine(one, behind.currency, locale), [figures]) : t("forecast.noRange");
  };
  const ahead = { ...ofVersion.total, breakage: toCome, ranges };
  const means = (term: MessageKey<typeof t>, meaning: MessageKey<typeof t>) => (
    <Definition term={t(term)}>{t(meaning)}</Definition>
  );
  const { error } = own;
  return (
    <FigureRow columns={4}>
      <Figure
        label={t("forecast.figure")}
        value={knownSum(whole, money)}
        period={period}
        href={href}
        definition={means("forecast.figure", "forecast.figure.means")}
        note={range(whole)}
      />
      <Figure
        label={t("forecast.settled")}
        value={money(settled.breakage)}
        period={period}
        definition={means("forecast.settled", "forecast.settled.means")}
      />
      <Figure
        label={t("forecast.ahead")}
        value={knownSum(ahead, money)}
        period={period}
        definition={means("forecast.ahead", "forecast.ahead.means")}
        note={range(ahead)}
      />
      <Figure
        label={t("forecast.probability")}
        value={formatRate(whole.probability, locale)}
        period={period}
        definition={means("forecast.probability", "forecast.probability.means")}
        note={t("forecast.ofSold", {
          sold: money(whole.sold),
          count: formatCount(whole.cards, locale),
          n: whole.cards,
        })}
      />
      <Figure
        label={t("forecastType.redeemed")}
        value={money(whole.redeemed)}
        period={period}
        href={href}
        definition={means("forecastType.redeemed", "forecastType.redeemed.means")}
      />
      <Figure
        label={t("forecastType.open")}
        value={money(own.open)}
        period={period}
        href={href}
        definition={means("forecastType.open", "forecastType.open.means")}
      />
      <Figure
        label={t("forecastType.cohorts")}
        value={formatCount(own.cohorts.length, locale)}
        period={period}
        definition={means("forecastType.cohorts", "forecastType.cohorts.means")}
        note={t(`forecast.status.${own.status}`)}
      />
      <Figure
        label={t("forecastType.error")}
        value={formatRate(error?.wape ?? null, locale)}
        period={period}
        definition={means("forecastType.error", "forecastType.error.means")}
        note={
          error
            ? t("forecastType.error.note", { outcomes: formatCount(error.outcomes, locale), n: error.outcomes })
            : t("forecastType.error.none")
        }
      />
    </FigureRow>
  );
}
