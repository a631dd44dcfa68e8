import { Alert } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { Figure, FigureRow } from "@/components/ui/figure";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { filingFault } from "@/lib/escheat/filing/filing-day";
import { filingFaultText } from "@/lib/escheat/filing/filing-words";
import type { ReportContent } from "@/lib/escheat/filing/report-record";
import { missingOfHolder } from "@/lib/escheat/filing/state-report";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import type { FileState } from "@/lib/escheat/queries/report-file";
import type { ReportDetail } from "@/lib/escheat/queries/reports";
import { formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import { WaySteps } from "../way-steps";
import { BesideTable } from "./beside-table";
import { MadeFrom } from "./made-from";
import { ReportAct } from "./report-act";
import { ReportFiles } from "./report-files";
import { ReportState } from "./report-state";
import { reportWay } from "./report-way";
import classes from "./reports.module.css";

type Props = {
  report: ReportDetail;
  files: readonly FileState[];
  viewer: { personId: number | null; mayPropose: boolean; mayApprove: boolean };
  /** The last day that may be entered. */
  today: string;
  /** What differs from a report made today; comes when it is computed. */
  changes: ReactNode;
  /** The report's cards. */
  cards: ReactNode;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** One report: what it says, how far it has come, what it rests on, and what comes next. */
export function ReportScreen(props: Props) {
  const { report, files, viewer, today, changes, cards, timeZone, address, locale } = props;
  const { id, jurisdiction, reportYear, state, content, currency } = report;
  const isOpen = state === "draft" || state === "reviewed";
  return (
    <>
      <PageHeader
        title={t("reports.titleOf", { place: placeName(jurisdiction), year: reportYear })}
        lead={t("reports.leadOf", { id, cutoff: formatDate(report.cutoffOn, locale) })}
        above={<Link href={hrefTo("/issuer/escheat/reports", address)}>{t("reports.back")}</Link>}
        meta={<ReportState state={state} />}
      />
      <EscheatTabs current="reports" address={address} />
      <Notices report={report} today={today} locale={locale} />
      <WaySteps label={t("reports.way")} steps={reportWay(report, timeZone, locale)} />
      <FigureRow columns={4}>
        <Figure
          label={t("reports.column.amount")}
          value={formatMoney(report.amount, currency, locale)}
          period={t("calendar.asOf", { date: formatDate(report.asOf, locale) })}
          href="#cards"
        />
        <Figure
          label={t("calendar.column.cards")}
          value={formatCount(report.cards, locale)}
          period={t("calendar.asOf", { date: formatDate(report.asOf, locale) })}
          href="#cards"
          note={content && content.lateCards > 0 ? t("reports.lateCards", { count: content.lateCards }) : null}
        />
        <Figure
          label={t("reports.column.due")}
          value={formatDate(report.dueOn, locale)}
          period={t("reports.cutoff", { date: formatDate(report.cutoffOn, locale) })}
        />
        <Figure
          label={t("reports.paid")}
          value={report.payment?.batchId ? formatMoney(report.amount, currency, locale) : "–"}
          period={
            report.payment?.paidOn
              ? t("reports.paidOn", { date: formatDate(report.payment.paidOn, locale) })
              : t("reports.unpaid")
          }
          {...(report.payment?.batchId ? { href: hrefTo(`/issuer/imports/${report.payment.batchId}`, address) } : {})}
        />
      </FigureRow>
      {isOpen && content ? <MissingOfHolder holder={content.holder} address={address} /> : null}
      <ReportAct report={report} files={files} viewer={viewer} today={today} locale={locale} />
      {isOpen && content ? changes : null}
      {content ? (
        <>
          {state === "reviewed" && viewer.mayPropose ? null : (
            <Section title={t("reports.files")} note={t("reports.files.note")}>
              <ReportFiles reportId={id} files={files} asksPayment={isOpen && content.remit === null} />
            </Section>
          )}
          <div id="cards">{cards}</div>
          <BesideTable beside={content.beside} locale={locale} />
          <MadeFrom report={report} content={content} timeZone={timeZone} address={address} locale={locale} />
        </>
      ) : null}
    </>
  );
}

/** What of the holder no file can do without, with the way to enter it. */
function MissingOfHolder({ holder, address }: { holder: ReportContent["holder"]; address: Address }) {
  const missing = missingOfHolder(holder, "naupa3");
  if (missing.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" className={classes.alert}>
      {t("reports.holder.missing", { names: missing.map((field) => t(`filing.holder.${field}`)).join(", ") })}{" "}
      <Link href={hrefTo("/issuer/escheat/holder", address)}>{t("reports.holder.open")}</Link>
    </Alert>
  );
}

/** What must not be overlooked: a report that was changed, one that is early or late, one that was withdrawn. */
function Notices({ report, today, locale }: { report: ReportDetail; today: string; locale: Locale }) {
  const { state, fault, payment } = report;
  const isOpen = state === "draft" || state === "reviewed";
  const day = report.filedOn ?? (isOpen ? today : null);
  const timing = day === null ? null : filingFault(report, day);
  return (
    <>
      {fault ? (
        <Alert color="red" variant="light" role="alert" className={classes.alert} title={t("reports.fault.title")}>
          {t("filing.stored.refused", { why: fault })}
        </Alert>
      ) : null}
      {state === "withdrawn" && report.withdrawnAt ? (
        <Alert color="gray" variant="light" className={classes.alert}>
          {t("reports.withdrawn", { who: report.withdrawnByName ?? "", reason: report.withdrawnReason ?? "" })}
        </Alert>
      ) : null}
      {timing && state !== "withdrawn" ? (
        <Alert color="yellow" variant="light" className={classes.alert}>
          {t(isOpen ? "reports.timing.if" : "reports.timing.was", { day: formatDate(day ?? "", locale) })}{" "}
          {filingFaultText(timing, report)}
          {payment?.remark ? <p>{t("reports.timing.remark", { remark: payment.remark })}</p> : null}
        </Alert>
      ) : null}
    </>
  );
}
