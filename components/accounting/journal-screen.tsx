import Link from "next/link";
import { FilterChips } from "@/components/breakage/filters";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState, ErrorState } from "@/components/ui/states";
import type { Books } from "@/lib/accounting/books";
import type { JournalLine } from "@/lib/accounting/journal";
import { type AccountSum, accountSums, debitTotal } from "@/lib/accounting/journal-view";
import type { Outcome } from "@/lib/accounting/outcome";
import type { BooksParams } from "@/lib/accounting/schema";
import { type Address, hrefTo } from "@/lib/address";
import { formatAmount, formatDate, formatMoney, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";
import { cellHref } from "./cell-href";
import { NoMonth } from "./no-month";

type Props = {
  books: Books;
  lines: Outcome<readonly JournalLine[]>;
  params: Pick<BooksParams, "brand" | "card-type">;
  currency: string;
  address: Address;
  locale: Locale;
};

/** The entries of some months, or why there are none. */
export function JournalScreen({ books, lines, params, currency, address, locale }: Props) {
  if (!books.span) return <NoMonth title={t("accounting.journal")} address={address} />;
  if (!lines.ok)
    return (
      <ErrorState title={t("accounting.journal.refused")}>
        <p>{t("accounting.journal.refused.safe")}</p>
        <ul>
          {lines.problems.slice(0, 20).map(({ field, message }) => (
            <li key={field + message}>
              {field}: {message}
            </li>
          ))}
        </ul>
        <p>{t("accounting.journal.refused.what")}</p>
      </ErrorState>
    );
  const { from, to } = books.span;
  const note = `${currency}, ${t("recognised.months", { from: formatMonth(from, locale), to: formatMonth(to, locale) })}`;
  const shared = { lines: lines.value, note, currency, address, locale };
  return (
    <>
      <FilterChips path="/issuer/accounting/journal" filters={params} address={address} />
      <ByAccount {...shared} />
      <Lines {...shared} />
    </>
  );
}

type ShownProps = {
  lines: readonly JournalLine[];
  note: string;
  currency: string;
  address: Address;
  locale: Locale;
};

function ByAccount({ lines, note, currency, address, locale }: ShownProps) {
  const amount = (minor: bigint) => formatAmount(minor, currency, locale);
  const total = debitTotal(lines);
  const columns: Column<AccountSum>[] = [
    {
      key: "account",
      title: t("accounting.journal.account"),
      cell: ({ account, accountName }) => (
        <>
          {account} {accountName}
        </>
      ),
      foot: t("table.total"),
    },
    {
      key: "debit",
      title: t("accounting.journal.debit"),
      numeric: true,
      cell: ({ debit }) => amount(debit),
      foot: amount(total),
    },
    {
      key: "credit",
      title: t("accounting.journal.credit"),
      numeric: true,
      cell: ({ credit }) => amount(credit),
      foot: amount(lines.reduce((sum, { credit }) => sum + credit, 0n)),
    },
    {
      key: "net",
      title: t("accounting.journal.net"),
      numeric: true,
      cell: ({ debit, credit }) => amount(debit - credit),
      foot: amount(0n),
    },
  ];
  return (
    <Section
      title={t("accounting.journal.byAccount")}
      note={note}
      actions={
        <ButtonLink href={hrefTo("/issuer/accounting/accounts", address)} variant="default" size="xs">
          {t("accounting.journal.editAccounts")}
        </ButtonLink>
      }
      flush
    >
      <DataTable
        caption={t("accounting.journal.byAccount")}
        columns={columns}
        rows={accountSums(lines)}
        rowKey={({ account }) => account}
        empty={<EmptyState title={t("accounting.journal.none.title")}>{t("accounting.journal.none.text")}</EmptyState>}
      />
      {lines.length > 0 ? (
        <p className={classes.foot}>
          {t("accounting.journal.balanced", { amount: formatMoney(total, currency, locale) })}
        </p>
      ) : null}
    </Section>
  );
}

const MOST = 100;

function Lines({ lines, note, currency, address, locale }: ShownProps) {
  if (lines.length === 0) return null;
  const side = (amount: bigint) => (amount === 0n ? "" : formatAmount(amount, currency, locale));
  const columns: Column<JournalLine>[] = [
    { key: "date", title: t("accounting.journal.date"), cell: ({ date }) => formatDate(date, locale) },
    {
      key: "account",
      title: t("accounting.journal.account"),
      cell: ({ account, accountName }) => (
        <>
          {account}
          <span className={classes.under}>{accountName}</span>
        </>
      ),
    },
    {
      key: "debit",
      title: t("accounting.journal.debit"),
      numeric: true,
      cell: ({ debit }) => side(debit),
    },
    {
      key: "credit",
      title: t("accounting.journal.credit"),
      numeric: true,
      cell: ({ credit }) => side(credit),
    },
    {
      key: "memo",
      title: t("accounting.journal.memo"),
      wide: true,
      cell: ({ memo, source }) => (
        <Link
          href={cellHref(
            {
              movement: source.movement,
              from: source.month,
              to: source.month,
              currency,
              standing: source.standing,
              filter: { "card-type": source.cardType },
              lockedAt: null,
            },
            address,
          )}
          prefetch={false}
        >
          {memo}
        </Link>
      ),
    },
  ];
  return (
    <Section
      title={t("accounting.journal.lines")}
      note={note}
      actions={<ExportMenu table="accounting-journal" count={lines.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("accounting.journal.lines")}
        columns={columns}
        rows={lines.slice(-MOST)}
        rowKey={(line) => `${line.account} ${line.memo} ${line.debit} ${line.credit} ${line.source.movement}`}
        empty={null}
      />
      {lines.length > MOST ? (
        <p className={classes.foot}>{t("accounting.journal.shown", { shown: MOST, total: lines.length })}</p>
      ) : null}
      <p className={classes.foot}>{t("accounting.journal.means")}</p>
    </Section>
  );
}
