import { Definition } from "@/components/ui/definition";
import { Figure, FigureRow } from "@/components/ui/figure";
import type { Address } from "@/lib/address";
import { rangeAt } from "@/lib/breakage/forecast/held";
import type { TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import type { Version } from "@/lib/breakage/forecast/queries/versions";
import type { ForecastRange } from "@/lib/breakage/forecast/report";
import { splitOf } from "@/lib/breakage/forecast/split";
import { formatCount, formatDate, formatMoney, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";

type Props = { own: TypeInVersion; version: Version; address: Address; locale: Locale };

const LEVEL = 0.8;

/** What the version says of all cards of the type, in parts that add up. */
export function TypeFigures({ own, version, locale }: Props) {
  const { whole, settled, ahead } = own.report;
  if (!whole || !settled) return null;
  const { toCome, ranges } = splitOf(whole, settled, ahead.total);
  const money = (amount: bigint) => formatMoney(amount, version.currency, locale);
  const period = t("forecast.dataTo", { date: formatDate(version.dataDate, locale) });
  const range = (all: readonly ForecastRange[] | null) => {
    const one = rangeAt(all, LEVEL);
    return one
      ? t("forecast.range", { level: 100 * LEVEL, low: money(one.low), high: money(one.high) })
      : t("forecast.noRange");
  };
  const means = (term: string, meaning: string) => <Definition term={term}>{meaning}</Definition>;
  return (
    <FigureRow>
      <Figure
        label={t("forecast.figure")}
        value={money(whole.breakage)}
        period={period}
        definition={means(t("forecast.figure"), t("forecast.figure.means"))}
        note={range(whole.ranges)}
      />
      <Figure
        label={t("forecast.settled")}
        value={money(settled.breakage)}
        period={period}
        definition={means(t("forecast.settled"), t("forecast.settled.means"))}
      />
      <Figure
        label={t("forecast.ahead")}
        value={money(toCome)}
        period={period}
        definition={means(t("forecast.ahead"), t("forecast.ahead.means"))}
        note={range(ranges)}
      />
      <Figure
        label={t("forecast.probability")}
        value={formatRate(whole.probability, locale)}
        period={period}
        definition={means(t("forecast.probability"), t("forecast.probability.means"))}
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
        definition={means(t("forecastType.redeemed"), t("forecastType.redeemed.means"))}
      />
      <Figure
        label={t("forecastType.error")}
        value={own.error ? formatRate(own.error.wape, locale) : "–"}
        period={period}
        definition={means(t("forecastType.error"), t("forecastType.error.means"))}
        note={own.error ? t("forecastType.error.note", { outcomes: own.error.outcomes }) : t("forecastType.error.none")}
      />
    </FigureRow>
  );
}
