import type { ReactNode } from "react";
import { ViewBar } from "@/components/layout/view-bar";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { PrintHead } from "@/components/ui/print-head";
import type { Books } from "@/lib/accounting/books";
import type { Address } from "@/lib/address";
import { endOfMonth } from "@/lib/dates";
import type { Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import { type AccountingPart, AccountingTabs } from "./accounting-tabs";

type Props = {
  part: AccountingPart;
  title: string;
  lead: string;
  books: Books;
  currency: string;
  freshness: Freshness;
  issuer: { name: string; timeZone: string };
  /** Which pickers stand above the figures. */
  show: readonly ("period" | "currency")[];
  actions?: ReactNode;
  address: Address;
  locale: Locale;
  children: ReactNode;
};

/** Head, tabs and pickers that every page of the books has. */
export function BooksFrame(props: Props) {
  const { part, title, lead, books, currency, freshness, issuer, show, actions, address, locale, children } = props;
  const { asOf, knownAt, span } = books;
  const period = span ? { from: span.from, to: endOfMonth(span.to) } : { from: asOf, to: asOf };
  const view = { asOf, knownAt, period, currency, compare: "none" as const, locale };
  return (
    <>
      <PrintHead issuer={issuer.name} view={view} />
      <PageHeader
        title={title}
        lead={lead}
        meta={<Fresh freshness={freshness} timeZone={issuer.timeZone} locale={locale} />}
        actions={actions}
      />
      <AccountingTabs current={part} address={address} />
      <ViewBar view={view} currencies={freshness.currencies} show={show} />
      {children}
    </>
  );
}
