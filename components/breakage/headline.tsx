import { changeOf } from "@/components/ui/change";
import { Definition } from "@/components/ui/definition";
import { Figure, FigureRow } from "@/components/ui/figure";
import type { Address } from "@/lib/address";
import type { BreakageReport } from "@/lib/breakage/report";
import { formatCount, formatDateRange, formatMoney, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/breakage";
import { cardsHref } from "./breakage-table";

type Props = { report: BreakageReport; address: Address; locale: Locale };

const amounts = ["sold", "redeemed", "other", "unredeemed", "lapsed", "escheated", "owed"] as const;

/** Two rows that add up: sold − redeemed + other = unredeemed, and unredeemed = lapsed + escheated + owed. */
export function BreakageHeadline({ report, address, locale }: Props) {
  const { total, comparison, currency, period } = report;
  const money = (value: bigint) => formatMoney(value, currency, locale);
  const dates = formatDateRange(period.from, period.to, locale);
  const cards = cardsHref({ members: {} }, [], address);
  return (
    <FigureRow columns={4}>
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
      <Figure
        label={t("figures.rate")}
        value={formatRate(total.rate, locale)}
        period={dates}
        href={cards}
        definition={<Definition term={t("figures.rate")}>{t("figures.rate.means")}</Definition>}
        note={comparison ? t("figure.before", { value: formatRate(comparison.total.rate, locale) }) : null}
      />
    </FigureRow>
  );
}

function noteOf(key: (typeof amounts)[number], { total }: BreakageReport, locale: Locale) {
  if (key === "sold") return t("breakage.cards", { count: formatCount(total.cards, locale), n: total.cards });
  if (key === "unredeemed") return t("breakage.unredeemedSum");
  if (key === "owed") return t("breakage.owedSum");
  return null;
}
