import { HeatTable } from "@/components/charts/heat-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { withinYear } from "@/lib/breakage/period";
import { formatDate, formatRate, type Locale } from "@/lib/format";
import { historyTable } from "@/lib/insights/history";
import type { HistoricalBreakage } from "@/lib/insights/insight";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";

const t = words(screenMessages, breakageMessages, cardsMessages);

type Props = { history: HistoricalBreakage; address: Address; locale: Locale };

/** Rates by card type and year of expiry; each, and each total, opens to the cards it was computed from: of the as-of year those so far. */
export function HistoryTable({ history, address, locale }: Props) {
  const { years, lines, totals, total } = historyTable(history.rows);
  const cardsHref = (year: number | null, type: string | null) =>
    hrefTo("/issuer/cards", address, {
      ...(year === null ? history.period : withinYear(history.period, year)),
      "card-type": type,
    });
  return (
    <Section
      title={t("insights.history")}
      note={`${history.currency}, ${t("card.datesNote", { date: formatDate(history.asOf, locale) })}`}
      actions={
        <>
          <Definition term={t("insights.history")}>{t("insights.history.means")}</Definition>
          <ExportMenu table="historical-breakage" count={history.rows.length} locale={locale} />
        </>
      }
      flush
    >
      {lines.length === 0 ? (
        <EmptyState title={t("breakage.none")}>{t("breakage.noneHint")}</EmptyState>
      ) : (
        <HeatTable
          caption={t("insights.history")}
          corner={t("dimension.card-type")}
          columns={years.map((year) => ({ key: String(year), label: String(year), totalHref: cardsHref(year, null) }))}
          lines={lines.map((line) => ({
            key: line.cardType.id,
            label: line.cardType.name,
            total: formatRate(line.total.rate, locale),
            totalHref: cardsHref(null, line.cardType.id),
            cells: line.cells.map((cell) =>
              cell === null
                ? null
                : {
                    text: formatRate(cell.rate, locale),
                    heat: cell.rate === null ? null : Math.min(1, Math.max(0, cell.rate)),
                    href: cardsHref(cell.year, cell.cardType.id),
                  },
            ),
          }))}
          totals={totals.map((figures) => formatRate(figures.rate, locale))}
          total={formatRate(total.rate, locale)}
          totalHref={cardsHref(null, null)}
        />
      )}
    </Section>
  );
}
