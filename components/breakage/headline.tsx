import { changeOf } from "@/components/ui/change";
import { Definition } from "@/components/ui/definition";
import { Figure, FigureRow } from "@/components/ui/figure";
import { type Address, hrefWith } from "@/lib/address";
import type { BreakageReport } from "@/lib/breakage/report";
import { formatCount, formatDateRange, formatMoney, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";

type Props = { report: BreakageReport; address: Address; locale: Locale };

const amounts = ["sold", "redeemed", "unredeemed", "lapsed", "owed"] as const;

/** The whole before its parts. Unredeemed is split at once into what has lapsed and what is still owed. */
export function BreakageHeadline({ report, address, locale }: Props) {
  const { total, comparison, currency, period } = report;
  const money = (value: bigint) => formatMoney(value, currency, locale);
  const dates = formatDateRange(period.from, period.to, locale);
  const cards = hrefWith("/issuer/cards", address, { by: null, sort: null, measure: null, chart: null });
  return (
    <FigureRow>
      {amounts.map((key) => (
        <Figure
          key={key}
          label={t(`figures.${key}`)}
          value={money(total[key])}
          period={dates}
          href={cards}
          change={changeOf(total[key], comparison?.total[key], money, locale)}
          definition={<Definition term={t(`figures.${key}`)}>{t(`figures.${key}.means`)}</Definition>}
          note={noteOf(key, report, locale)}
        />
      ))}
    </FigureRow>
  );
}

function noteOf(key: (typeof amounts)[number], { total, comparison }: BreakageReport, locale: Locale) {
  if (key === "sold") return t("breakage.cards", { count: formatCount(total.cards, locale), n: total.cards });
  if (key === "unredeemed") {
    const rate = t("breakage.rateOf", { rate: formatRate(total.rate, locale) });
    const before = comparison ? `, ${t("figure.before", { value: formatRate(comparison.total.rate, locale) })}` : "";
    return rate + before;
  }
  if (key === "lapsed" && total.escheated !== 0n) return t("breakage.escheatedApart");
  return null;
}
