import Link from "next/link";
import type { ReactNode } from "react";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Figure, FigureRow } from "@/components/ui/figure";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefTo, hrefWith } from "@/lib/address";
import type { Customer } from "@/lib/cards/customer";
import type { DatedCard } from "@/lib/escheat/third-date";
import { formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { overviewMessages } from "@/lib/messages/overview";
import { screenMessages } from "@/lib/messages/screens";
import { shellMessages } from "@/lib/messages/shell";
import { amountColumns, cardColumns } from "./card-columns";
import classes from "./cards.module.css";

const t = words(screenMessages, breakageMessages, cardsMessages, overviewMessages, shellMessages);

type Props = {
  customer: Omit<Customer, "holdings"> & { holdings: readonly DatedCard[] };
  address: Address;
  locale: Locale;
};
/** What stands below the name: how fresh the figures are. */
type DetailProps = Props & { meta: ReactNode };

/** A holder, what he holds in each currency, and his cards, newest first; the foot sums all of them, not only this page. */
export function CustomerDetail({ customer, meta, address, locale }: DetailProps) {
  const asOf = t("overview.endOf", { date: formatDate(customer.asOf, locale) });
  const isMixed = customer.totals.length > 1;
  const cardsHref = (currency: string) =>
    hrefTo("/issuer/cards", address, { of: "all", customer: customer.id, currency });
  const path = `/issuer/customers/${encodeURIComponent(customer.id)}`;
  const columns: Column<DatedCard>[] = [
    ...cardColumns(address, locale, true),
    ...(isMixed ? [{ key: "currency", title: t("currency.label"), cell: (card: DatedCard) => card.currency }] : []),
    ...amountColumns(locale).map((column) => ({ ...column, foot: footOf(column.key, customer, locale) })),
  ];
  return (
    <>
      <PageHeader
        above={<Link href={hrefTo("/issuer/customers", address)}>{t("nav.customers")}</Link>}
        title={customer.name || customer.id}
        meta={meta}
      />
      {customer.totals.map((total) => (
        <FigureRow key={total.currency}>
          <Figure
            label={t("figures.owed")}
            value={formatMoney(total.owed, total.currency, locale)}
            period={asOf}
            href={cardsHref(total.currency)}
            note={t("customer.total", {
              currency: total.currency,
              count: formatCount(total.cards, locale),
              n: total.cards,
            })}
          />
          <Figure
            label={t("figures.sold")}
            value={formatMoney(total.sold, total.currency, locale)}
            period={asOf}
            href={cardsHref(total.currency)}
          />
          <Figure
            label={t("figures.unredeemed")}
            value={formatMoney(total.unredeemed, total.currency, locale)}
            period={asOf}
            href={cardsHref(total.currency)}
          />
          <Figure
            label={t("figures.lapsed")}
            value={formatMoney(total.lapsed, total.currency, locale)}
            period={asOf}
            href={cardsHref(total.currency)}
          />
        </FigureRow>
      ))}
      <Section
        title={t("customer.holdings")}
        note={asOf}
        actions={<ExportMenu table="holdings" count={customer.cards} locale={locale} />}
        flush
      >
        <DataTable
          isBroad
          caption={t("customer.holdings")}
          columns={columns}
          rows={customer.holdings}
          rowKey={(card) => card.id}
          empty={<EmptyState title={t("customer.noCards")}>{t("customer.noCardsHint")}</EmptyState>}
          after={
            customer.nextCursor !== null || firstOf(address.cursor) !== undefined ? (
              <CursorPaging
                count={t("cards.shown", {
                  shown: formatCount(customer.holdings.length, locale),
                  total: formatCount(customer.cards, locale),
                })}
                firstHref={firstOf(address.cursor) === undefined ? null : hrefWith(path, address, {})}
                nextHref={
                  customer.nextCursor === null ? null : hrefWith(path, address, { cursor: customer.nextCursor })
                }
              />
            ) : null
          }
        />
      </Section>
      <About customer={customer} locale={locale} />
      <Consented customer={customer} address={address} locale={locale} />
    </>
  );
}

/** Sums of different currencies are never added: with several, the foot stays empty and the figures above speak. */
function footOf(key: string, { totals }: Customer, locale: Locale): string | undefined {
  const [only] = totals;
  if (totals.length !== 1 || !only) return undefined;
  if (key !== "sold" && key !== "unredeemed" && key !== "owed") return undefined;
  return formatMoney(only[key], only.currency, locale);
}

function About({ customer, locale }: { customer: Customer; locale: Locale }) {
  const none = t("word.unknown");
  const facts: readonly [string, string][] = [
    [t("customer.number"), customer.id],
    [t("customer.email"), customer.email ?? none],
    [t("customer.phone"), customer.phone ?? none],
    [t("customer.address"), [customer.addressLine, customer.zip, customer.city].filter(Boolean).join(", ") || none],
    [t("dimension.state"), customer.jurisdiction],
    [t("customer.born"), customer.bornOn ? formatDate(customer.bornOn, locale) : none],
    [t("customer.registered"), customer.registeredOn ? formatDate(customer.registeredOn, locale) : none],
    [t("customer.language"), customer.language ?? none],
  ];
  return (
    <Section title={t("customer.about")}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Whether he may be written to, and all the evidence there is for it. */
function Consented({ customer: { consent }, address, locale }: Props) {
  const said = (answer: boolean | null) =>
    t(answer === null ? "customer.consent.unasked" : answer ? "customer.consent.yes" : "customer.consent.no");
  const { importId, label, recordedOn, isWithdrawn } = consent.evidence;
  const from = t(isWithdrawn ? "customer.consent.fromWithdrawn" : "customer.consent.from", {
    label,
    date: formatDate(recordedOn, locale),
  });
  return (
    <Section title={t("customer.consent")}>
      <dl className={classes.facts}>
        <div>
          <dt>{t("customer.consent.email")}</dt>
          <dd>{said(consent.email)}</dd>
        </div>
        <div>
          <dt>{t("customer.consent.sms")}</dt>
          <dd>{said(consent.sms)}</dd>
        </div>
        <div>
          <dt>{t("customer.consent.push")}</dt>
          <dd>{said(null)}</dd>
        </div>
      </dl>
      <p className={classes.evidence}>
        <Link href={hrefTo(`/issuer/imports/${importId}`, address)}>{from}</Link> {t("customer.consent.absent")}
      </p>
    </Section>
  );
}
