import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { filingFault } from "@/lib/escheat/filing/filing-day";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import type { ReportListed } from "@/lib/escheat/queries/reports";
import { formatCount, formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import { ReportState } from "./report-state";
import classes from "./reports.module.css";

type Props = { reports: readonly ReportListed[]; timeZone: string; address: Address; locale: Locale };

/** Every report that was ever made, withdrawn ones too. */
export function ReportTable({ reports, timeZone, address, locale }: Props) {
  const columns: Column<ReportListed>[] = [
    {
      key: "report",
      title: t("reports.column.report"),
      cell: ({ id, jurisdiction, reportYear }) => (
        <Link href={hrefTo(`/issuer/escheat/reports/${id}`, address)} prefetch={false}>
          {t("reports.named", { id, place: placeName(jurisdiction), year: reportYear })}
        </Link>
      ),
    },
    { key: "state", title: t("reports.column.state"), cell: ({ state }) => <ReportState state={state} /> },
    { key: "due", title: t("reports.column.due"), wide: true, cell: ({ dueOn }) => formatDate(dueOn, locale) },
    {
      key: "filed",
      title: t("reports.column.filed"),
      wide: true,
      cell: (report) => {
        if (report.filedOn === null) return "–";
        const fault = filingFault(report, report.filedOn);
        return (
          <>
            {formatDate(report.filedOn, locale)}
            {fault ? <span className={classes.late}> {t(`reports.fault.${fault.kind}`)}</span> : null}
          </>
        );
      },
    },
    {
      key: "cards",
      title: t("calendar.column.cards"),
      numeric: true,
      wide: true,
      cell: ({ cards }) => formatCount(cards, locale),
    },
    {
      key: "amount",
      title: t("reports.column.amount"),
      numeric: true,
      cell: ({ amount, currency }) => formatMoney(amount, currency, locale),
    },
    {
      key: "prepared",
      title: t("reports.column.prepared"),
      wide: true,
      cell: ({ preparedByName, preparedAt }) => (
        <>
          {preparedByName}
          <span className={classes.under}>{formatInstant(preparedAt, timeZone, locale)}</span>
        </>
      ),
    },
  ];
  return (
    <Section
      title={t("reports.all")}
      actions={
        reports.length > 0 ? <ExportMenu table="escheat-reports" count={reports.length} locale={locale} /> : null
      }
      flush
    >
      <DataTable
        caption={t("reports.all")}
        columns={columns}
        rows={reports}
        rowKey={({ id }) => String(id)}
        empty={<EmptyState title={t("reports.none")}>{t("reports.none.text")}</EmptyState>}
      />
    </Section>
  );
}
