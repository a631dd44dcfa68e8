import Link from "next/link";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Figure, FigureRow } from "@/components/ui/figure";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefTo, hrefWith } from "@/lib/address";
import type { AboutToLapse, LossRow } from "@/lib/cards/customer";
import { formatAmount, formatCount, formatDate, formatDateRange, formatMoney, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { customerHref } from "./card-columns";
import classes from "./cards.module.css";

const t = words(screenMessages, breakageMessages, cardsMessages);

type Props = { losses: AboutToLapse; address: Address; locale: Locale };

const path = "/issuer/customers/about-to-lapse";
const windows = [7, 30, 60, 90, 180, 365];
const usualWindow = 30;
const parts = ["atStake", "lapses", "staysOwed"] as const;
/** At stake is both what lapses, with its funds, and what stays owed when the card alone has ended. */
const fundsOf = { atStake: null, lapses: "gone", staysOwed: "there" } as const;

export function LapseList({ losses, address, locale }: Props) {
  const { currency, period, total } = losses;
  const cardsHref = (part: keyof typeof fundsOf, holder: Readonly<Record<string, string>> = {}) =>
    hrefTo("/issuer/cards", address, { ...period, of: "usable-until", owed: "only", funds: fundsOf[part], ...holder });
  const dates = formatDateRange(period.from, period.to, locale);
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const columns: Column<LossRow>[] = [
    {
      key: "holder",
      title: t("card.holder"),
      cell: (row) => <Holder row={row} address={address} />,
      foot: t("lapse.total", { count: formatCount(total.customers, locale), n: total.customers }),
    },
    {
      key: "first",
      title: t("lapse.firstEnd"),
      cell: (row) => (
        <>
          <time className={classes.mono} dateTime={row.firstEndOn}>
            {formatDate(row.firstEndOn, locale)}
          </time>{" "}
          <span className={classes.quiet}>{t(`lapse.first.${row.firstEnd}`)}</span>
        </>
      ),
    },
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      cell: (row) => formatCount(row.cards, locale),
      href: (row) => cardsHref("atStake", holderOf(row)),
      foot: formatCount(total.cards, locale),
      footHref: cardsHref("atStake"),
    },
    ...parts.map((key) => ({
      key,
      title: t(`lapse.${key}`),
      numeric: true,
      cell: (row: LossRow) => amount(row[key]),
      href: (row: LossRow) => (row[key] === 0n ? null : cardsHref(key, holderOf(row))),
      foot: amount(total[key]),
      footHref: total[key] === 0n ? null : cardsHref(key),
    })),
  ];
  return (
    <>
      <FigureRow>
        {parts.map((key) => (
          <Figure
            key={key}
            label={t(`lapse.${key}`)}
            value={formatMoney(total[key], currency, locale)}
            period={dates}
            href={cardsHref(key)}
            definition={<Definition term={t(`lapse.${key}`)}>{t(`lapse.${key}.means`)}</Definition>}
          />
        ))}
        <Figure
          label={t("lapse.customers")}
          value={formatCount(total.customers, locale)}
          period={t("breakage.cards", { count: formatCount(total.cards, locale), n: total.cards })}
        />
      </FigureRow>
      <Section
        title={t("lapse.title")}
        note={t("cards.of.usable-until", { currency, dates })}
        actions={
          <>
            <LinkTabs
              label={t("lapse.window")}
              tabs={windows.map((days) => ({
                key: String(days),
                label: t("lapse.days", { days }),
                href: hrefWith(path, address, { days: days === usualWindow ? null : String(days) }),
                isCurrent: days === losses.days,
              }))}
            />
            <ExportMenu table="about-to-lapse" count={losses.listed} locale={locale} />
          </>
        }
        flush
      >
        <DataTable
          caption={t("lapse.title")}
          columns={columns}
          rows={losses.rows}
          rowKey={(row) => row.customer?.id ?? "\u0000anonymous"}
          empty={<EmptyState title={t("lapse.none")}>{t("lapse.noneHint")}</EmptyState>}
          after={
            losses.nextCursor !== null || firstOf(address.cursor) !== undefined ? (
              <CursorPaging
                count={t("cards.shown", {
                  shown: formatCount(losses.rows.length, locale),
                  total: formatCount(losses.listed, locale),
                })}
                firstHref={firstOf(address.cursor) === undefined ? null : hrefWith(path, address, {})}
                nextHref={losses.nextCursor === null ? null : hrefWith(path, address, { cursor: losses.nextCursor })}
              />
            ) : null
          }
        />
      </Section>
    </>
  );
}

const holderOf = ({ customer }: LossRow): Readonly<Record<string, string>> =>
  customer ? { customer: customer.id } : { holder: "anonymous" };

function Holder({ row, address }: { row: LossRow; address: Address }) {
  if (!row.customer) return <span className={classes.quiet}>{t("lapse.anonymous")}</span>;
  return (
    <Link href={customerHref(row.customer.id, address)} prefetch={false}>
      {row.customer.name || row.customer.id}
    </Link>
  );
}
