import type { ReactNode } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { changeOf } from "@/components/ui/change";
import { Definition } from "@/components/ui/definition";
import { Figure, FigureRow } from "@/components/ui/figure";
import { type Address, hrefTo } from "@/lib/address";
import type { ForecastHeadline } from "@/lib/breakage/forecast/headline";
import { formatCount, formatDate, formatDateRange, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/overview";
import type { Overview, TrendPoint } from "@/lib/overview/overview";
import { flowHref } from "./flow-href";
import { ForecastFigure } from "./forecast-figure";

type Props = {
  overview: Overview;
  /** Null where nothing has been forecast, or it is not open to the reader. */
  forecast: ForecastHeadline | null;
  /** What was recognised as revenue; comes when it is computed. */
  recognised: ReactNode;
  address: Address;
  locale: Locale;
};

const flows = [
  { key: "sold", tone: "upIsGood" },
  { key: "redeemed", tone: "neutral" },
  { key: "lapsed", tone: "neutral" },
] as const;

/** What is owed now, the three flows that moved it, and what of all that was sold will never be redeemed, and what was recognised of it. */
export function Headline({ overview, forecast, recognised, address, locale }: Props) {
  const { current, before, currency, asOf, trend } = overview;
  const money = (value: bigint) => formatMoney(value, currency, locale);
  const dates = formatDateRange(current.period.from, current.period.to, locale);
  const spark = (read: (point: TrendPoint) => bigint) => (
    <Sparkline values={trend.map((point) => Number(read(point)))} />
  );
  return (
    <FigureRow columns={3}>
      <Figure
        label={t("overview.liability")}
        value={money(overview.liability)}
        period={t("overview.endOf", { date: formatDate(asOf, locale) })}
        href={hrefTo("/issuer/cards", address, { of: "all" })}
        change={liabilityChange(overview, money, locale)}
        spark={spark((point) => point.closing)}
        definition={<Definition term={t("overview.liability")}>{t("overview.liability.means")}</Definition>}
      />
      {flows.map(({ key, tone }) => (
        <Figure
          key={key}
          label={t(`overview.${key}`)}
          value={money(current[key])}
          period={dates}
          href={flowHref(key, address, current.period)}
          change={changeOf(current[key], before?.[key], money, locale, tone)}
          spark={spark((point) => point[key])}
          definition={<Definition term={t(`overview.${key}`)}>{t(`overview.${key}.means`)}</Definition>}
          note={noteOf(key, overview, locale)}
        />
      ))}
      <ForecastFigure forecast={forecast} address={address} locale={locale} />
      {recognised}
    </FigureRow>
  );
}

/** What is owed is of a day, and so is what it is held against: the end of the period says nothing of it. */
function liabilityChange({ liability, liabilityBefore }: Overview, money: (value: bigint) => string, locale: Locale) {
  const change = changeOf(liability, liabilityBefore?.owed, money, locale);
  return change && liabilityBefore ? { ...change, beforeOn: formatDate(liabilityBefore.asOf, locale) } : change;
}

function noteOf(key: (typeof flows)[number]["key"], { current }: Overview, locale: Locale) {
  if (key === "sold")
    return t("overview.cardsSold", { count: formatCount(current.cardsSold, locale), n: current.cardsSold });
  if (key === "redeemed")
    return t("overview.redemptions", { count: formatCount(current.redemptions, locale), n: current.redemptions });
  return null;
}
