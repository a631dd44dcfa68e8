import Link from "next/link";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Paging } from "@/components/ui/paging";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { counselNames } from "@/lib/escheat/filing/counsel-name";
import type { ReportDetail, ReportLine } from "@/lib/escheat/queries/reports";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./reports.module.css";

type Props = {
  report: ReportDetail;
  lines: readonly ReportLine[];
  page: number;
  perPage: number;
  address: Address;
  locale: Locale;
};

/** The cards of the report, the largest amounts first; their sum is the report's. */
export function CardTable({ report, lines, page, perPage, address, locale }: Props) {
  const money = (amount: bigint) => formatMoney(amount, report.currency, locale);
  const columns: Column<ReportLine>[] = [
    {
      key: "card",
      title: t("reports.card"),
      cell: ({ card, typeName }) => (
        <>
          <Link href={hrefTo(`/issuer/cards/${encodeURIComponent(card)}`, address)} prefetch={false}>
            {card}
          </Link>
          <span className={classes.under}>{typeName}</span>
        </>
      ),
    },
    {
      key: "owner",
      title: t("reports.owner"),
      wide: true,
      cell: ({ owner }) => owner.name ?? t("reports.owner.unknown"),
    },
    {
      key: "activity",
      title: t("reports.activity"),
      wide: true,
      cell: ({ lastActivityOn }) => formatDate(lastActivityOn, locale),
    },
    {
      key: "presumed",
      title: t("reports.presumed"),
      cell: ({ presumedAbandonedOn, reportYear }) => (
        <>
          {formatDate(presumedAbandonedOn, locale)}
          {reportYear < report.reportYear ? (
            <span className={classes.late}> {t("reports.lateCard", { year: reportYear })}</span>
          ) : null}
        </>
      ),
    },
    {
      key: "letter",
      title: t("reports.letter"),
      wide: true,
      cell: ({ letters }) =>
        letters ? (
          <>
            {formatDate(letters.first, locale)}
            {letters.returnedMailOn ? <span className={classes.under}>{t("reports.letter.returned")}</span> : null}
          </>
        ) : (
          "–"
        ),
    },
    {
      key: "balance",
      title: t("reports.balance"),
      numeric: true,
      wide: true,
      cell: ({ balance }) => money(BigInt(balance)),
    },
    {
      key: "amount",
      title: t("reports.column.amount"),
      numeric: true,
      cell: ({ amount, needsCounsel }) => (
        <>
          {money(amount)}
          {needsCounsel.length > 0 ? (
            <span title={counselNames(needsCounsel)}>
              <NeedsCounsel isBrief />
            </span>
          ) : null}
        </>
      ),
      foot: money(report.amount),
    },
  ];
  const last = Math.ceil(report.cards / perPage);
  const path = `/issuer/escheat/reports/${report.id}`;
  const to = (wanted: number) =>
    wanted < 1 || wanted > last ? null : hrefWith(path, address, { page: wanted === 1 ? null : String(wanted) });
  return (
    <Section
      title={t("reports.cards")}
      note={t("reports.cards.note")}
      actions={<ExportMenu table={`escheat-report-cards`} count={report.cards} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("reports.cards")}
        columns={columns}
        rows={lines}
        rowKey={({ card }) => card}
        empty={null}
        after={
          last > 1 ? (
            <Paging
              from={(page - 1) * perPage + 1}
              to={Math.min(page * perPage, report.cards)}
              total={report.cards}
              previousHref={to(page - 1)}
              nextHref={to(page + 1)}
              locale={locale}
            />
          ) : null
        }
      />
    </Section>
  );
}
