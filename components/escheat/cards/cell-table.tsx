import Link from "next/link";
import { cardHref } from "@/components/cards/card-columns";
import cards from "@/components/cards/cards.module.css";
import { cellPath } from "@/components/escheat/forecast/hrefs";
import { placeName } from "@/components/escheat/forecast/words";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefWith } from "@/lib/address";
import type { CellPage, ListedCellCard } from "@/lib/escheat/queries/cell-cards";
import { formatAmount, formatCount, formatDate, type Locale } from "@/lib/format";
import { cardsMessages } from "@/lib/messages/cards";
import { escheatForecastMessages } from "@/lib/messages/escheat-forecast";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { words } from "@/lib/messages/message";

const t = words(cardsMessages, escheatForecastMessages, escheatRuleMessages);

type Props = { page: CellPage; note: string; address: Address; locale: Locale };

/** One page of the cards; the foot sums all of them. */
export function CellTable({ page, note, address, locale }: Props) {
  const { totals, items, currency, nextCursor } = page;
  const isFirst = firstOf(address.cursor) === undefined;
  return (
    <Section
      title={t("escheat.cards.list", { count: formatCount(totals.cards, locale), n: totals.cards })}
      note={`${currency}: ${note}`}
      actions={<ExportMenu table="escheat-cards" count={totals.cards} locale={locale} />}
      flush
    >
      <DataTable
        isBroad
        caption={t("escheat.cards.caption")}
        rows={items}
        rowKey={({ customerId, cardId }) => `${customerId}/${cardId}`}
        columns={columnsOf(page, address, locale)}
        empty={<EmptyState title={t("escheat.forecast.noRows")}>{t("escheat.forecast.noRowsHint")}</EmptyState>}
        after={
          nextCursor !== null || !isFirst ? (
            <CursorPaging
              count={t("escheat.cards.shown", {
                shown: formatCount(items.length, locale),
                total: formatCount(totals.cards, locale),
              })}
              firstHref={isFirst ? null : hrefWith(cellPath, address, {})}
              nextHref={nextCursor === null ? null : hrefWith(cellPath, address, { cursor: nextCursor })}
            />
          ) : null
        }
      />
    </Section>
  );
}

function columnsOf({ totals, currency }: CellPage, address: Address, locale: Locale): Column<ListedCellCard>[] {
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  return [
    {
      key: "id",
      title: t("card.number"),
      cell: ({ id, type }) => (
        <>
          <Link className={cards.mono} href={cardHref(id, address)} prefetch={false}>
            {id}
          </Link>
          <span className={cards.under}>{type.name}</span>
        </>
      ),
    },
    {
      key: "place",
      title: t("escheat.forecast.grid.corner"),
      wide: true,
      cell: ({ jurisdiction, byAddress }) => (
        <>
          {placeName(jurisdiction)}
          {jurisdiction === "" ? null : (
            <span className={cards.under}>{t(`escheat.forecast.priority.${byAddress ? 1 : 2}`)}</span>
          )}
        </>
      ),
    },
    {
      key: "outcome",
      title: t("escheat.forecast.column.outcome"),
      wide: true,
      cell: ({ outcome }) => t(`escheat.outcome.${outcome}`),
    },
    {
      key: "presumed",
      title: t("escheat.cards.presumed"),
      cell: ({ presumedOn }) =>
        presumedOn === null ? (
          <span className={cards.quiet}>–</span>
        ) : (
          <time className={cards.mono} dateTime={presumedOn}>
            {formatDate(presumedOn, locale)}
          </time>
        ),
    },
    {
      key: "year",
      title: t("escheat.forecast.chart.year"),
      numeric: true,
      wide: true,
      cell: ({ reportYear }) => (reportYear === null ? "–" : String(reportYear)),
    },
    {
      key: "balance",
      title: t("escheat.forecast.column.balance"),
      numeric: true,
      wide: true,
      cell: ({ balance }) => amount(balance),
      foot: amount(totals.balance),
    },
    {
      key: "claimed",
      title: t("escheat.forecast.column.claimed"),
      numeric: true,
      cell: ({ claimed }) => (claimed === null ? t("escheat.cards.unknownAmount") : amount(claimed)),
      foot: amount(totals.claimed),
    },
    {
      key: "expected",
      title: t("escheat.forecast.column.expected"),
      numeric: true,
      cell: ({ claimed, expected }) => (claimed === null ? "–" : amount(expected)),
      foot: amount(totals.expected),
    },
  ];
}
