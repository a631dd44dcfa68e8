import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefWith } from "@/lib/address";
import type { CustomerPage, CustomerRow } from "@/lib/cards/customer";
import { formatCount, type Locale } from "@/lib/format";
import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import { overviewMessages } from "@/lib/messages/overview";
import { screenMessages } from "@/lib/messages/screens";
import { customerHref } from "./card-columns";
import classes from "./cards.module.css";

const t = words(screenMessages, cardsMessages, overviewMessages);

type Props = { page: CustomerPage; search: string; address: Address; locale: Locale };

const path = "/issuer/customers";

export function CustomerList({ page, search, address, locale }: Props) {
  const columns: Column<CustomerRow>[] = [
    {
      key: "name",
      title: t("customer.name"),
      cell: (row) => (
        <Link href={customerHref(row.id, address)} prefetch={false}>
          {row.name || row.id}
        </Link>
      ),
    },
    {
      key: "id",
      title: t("customer.number"),
      wide: true,
      cell: (row) => <span className={classes.quiet}>{row.id}</span>,
    },
    { key: "email", title: t("customer.email"), wide: true, cell: (row) => row.email ?? "–" },
    { key: "phone", title: t("customer.phone"), wide: true, cell: (row) => row.phone ?? "–" },
    { key: "city", title: t("customer.city"), wide: true, cell: (row) => row.city ?? "–" },
    { key: "state", title: t("dimension.state"), cell: (row) => row.jurisdiction },
    { key: "cards", title: t("customer.cards"), numeric: true, cell: (row) => formatCount(row.cards, locale) },
  ];
  return (
    <Section
      title={t("customers.list")}
      note={t("customers.shown", { shown: formatCount(page.items.length, locale) })}
      actions={<ExportMenu table="customers" locale={locale} />}
      flush
    >
      <DataTable
        caption={t("customers.list")}
        columns={columns}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => customerHref(row.id, address)}
        empty={search ? <NobodyFound /> : <NoCustomers />}
        after={
          page.nextCursor !== null || firstOf(address.cursor) !== undefined ? (
            <CursorPaging
              count={t("customers.shown", { shown: formatCount(page.items.length, locale) })}
              firstHref={firstOf(address.cursor) === undefined ? null : hrefWith(path, address, {})}
              nextHref={page.nextCursor === null ? null : hrefWith(path, address, { cursor: page.nextCursor })}
            />
          ) : null
        }
      />
    </Section>
  );
}

function NobodyFound() {
  return <EmptyState title={t("customers.none")}>{t("customers.noneHint")}</EmptyState>;
}

function NoCustomers() {
  return (
    <EmptyState
      title={t("customers.empty")}
      action={<ButtonLink href="/issuer/imports">{t("overview.empty.action")}</ButtonLink>}
    >
      {t("customers.emptyHint")}
    </EmptyState>
  );
}
