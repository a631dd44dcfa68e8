import type { ReactNode } from "react";
import { Definition } from "@/components/ui/definition";
import { Figure, FigureRow } from "@/components/ui/figure";
import { isBesideRange, type Ranged, rangeAt } from "@/lib/breakage/forecast/held";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import type { ForecastFigures } from "@/lib/breakage/forecast/report";
import { splitOf } from "@/lib/breakage/forecast/split";
import { addDays, type CivilDate, type Period } from "@/lib/dates";
import { formatCount, formatDate, formatMoney, formatQuarter, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import { allCardsHref, type Behind, endingCardsHref, quarterPeriod } from "./forecast-hrefs";
import { knownSum, rangeLine } from "./forecast-words";

type Props = {
  report: ForecastReport & { whole: ForecastFigures; settled: ForecastFigures };
  /** First day with data: from then on cards can have ended. */
  firstOn: CivilDate | null;
  behind: Behind;
  locale: Locale;
};

/** The whole in two parts that add up to it, what is a fact and what is an estimate, and the share of what was sold. */
export function ForecastHeadline({ report, firstOn, behind, locale }: Props) {
  const { whole, settled, ahead, currency } = report;
  const { dataDate } = behind;
  const split = splitOf(whole, settled, ahead.total);
  const money = (value: bigint) => formatMoney(value, currency, locale);
  const dataTo = t("forecast.dataTo", { date: formatDate(dataDate, locale) });
  const { over, shown } = spansOf(report, firstOn, dataDate);
  const last = ahead.byQuarter.at(-1)?.quarter;
  return (
    <FigureRow columns={4}>
      <Figure
        label={t("forecast.figure")}
        value={knownSum(whole, money)}
        period={dataTo}
        href={allCardsHref(behind)}
        definition={<Definition term={t("forecast.figure")}>{t("forecast.figure.means")}</Definition>}
        note={
          <>
            <Ranges figures={whole} currency={currency} locale={locale} />
            <p>{t("forecast.wholeSum")}</p>
          </>
        }
      />
      <Figure
        label={t("forecast.settled")}
        value={money(split.settled)}
        period={over ? t("forecast.until", { date: formatDate(over.to, locale) }) : dataTo}
        {...(over ? { href: endingCardsHref(behind, over) } : {})}
        definition={<Definition term={t("forecast.settled")}>{t("forecast.settled.means")}</Definition>}
      />
      <Figure
        label={t("forecast.ahead")}
        value={knownSum({ ...ahead.total, breakage: split.toCome }, money)}
        period={shown ? t("forecast.from", { date: formatDate(shown.from, locale) }) : dataTo}
        {...(shown
          ? { href: endingCardsHref(behind, split.later === 0n ? shown : { ...shown, to: END_OF_DATES }) }
          : {})}
        definition={<Definition term={t("forecast.ahead")}>{t("forecast.ahead.means")}</Definition>}
        note={
          <>
            <Ranges
              figures={{ ...ahead.total, breakage: split.toCome, ranges: split.ranges }}
              currency={currency}
              locale={locale}
            />
            {split.later !== 0n && last ? (
              <p>{t("forecast.later", { amount: money(split.later), quarter: formatQuarter(last, locale) })}</p>
            ) : null}
          </>
        }
      />
      <Figure
        label={t("forecast.probability")}
        value={formatRate(whole.probability, locale)}
        period={dataTo}
        definition={<Definition term={t("forecast.probability")}>{t("forecast.probability.means")}</Definition>}
        note={t("forecast.ofSold", {
          sold: money(whole.sold),
          count: formatCount(whole.cards, locale),
          n: whole.cards,
        })}
      />
    </FigureRow>
  );
}

/** The last day that an address may name: what is to come has no other end when quarters lie beyond those shown. */
const END_OF_DATES = "2200-12-31";

const shownLevels = [0.8, 0.95] as const;

function Ranges({ figures, currency, locale }: { figures: Ranged; currency: string; locale: Locale }): ReactNode {
  const { ranges } = figures;
  if (!ranges) return <p>{t("forecast.noRange")}</p>;
  return (
    <>
      {shownLevels.map((level) => {
        const range = rangeAt(ranges, level);
        return range ? <p key={level}>{rangeLine(range, currency, locale)}</p> : null;
      })}
      {isBesideRange(figures) ? <p>{t("forecast.besideRange")}</p> : null}
    </>
  );
}

/** Quarters that are over, up to the first that is ahead, and those that are shown. */
function spansOf(
  { ahead }: ForecastReport,
  firstOn: CivilDate | null,
  dataDate: CivilDate,
): { over: Period | null; shown: Period | null } {
  const first = ahead.byQuarter[0]?.quarter;
  const last = ahead.byQuarter.at(-1)?.quarter;
  const to = first && first <= dataDate ? addDays(first, -1) : dataDate;
  return {
    over: firstOn !== null && firstOn <= to ? { from: firstOn, to } : null,
    shown: first && last ? { from: first, to: quarterPeriod(last).to } : null,
  };
}
