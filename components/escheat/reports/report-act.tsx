import { Section } from "@/components/ui/section";
import { withdrawReportAction } from "@/lib/escheat/actions/reports";
import type { FileState } from "@/lib/escheat/queries/report-file";
import type { ReportDetail } from "@/lib/escheat/queries/reports";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import { AcknowledgeForm, RemitForm } from "./after-filing";
import { FileForm } from "./file-form";
import { MakeDraft } from "./make-draft";
import { ReasonButton } from "./reason-button";
import classes from "./reports.module.css";
import { ReviewForm } from "./review-form";

type Props = {
  report: ReportDetail;
  files: readonly FileState[];
  viewer: { personId: number | null; mayPropose: boolean; mayApprove: boolean };
  today: string;
  locale: Locale;
};

/** What comes next, and who may do it. */
export function ReportAct({ report, files, viewer, today, locale }: Props) {
  if (report.content === null || report.state === "withdrawn") return null;
  const { remit } = report.content;
  const owes = remit !== null && !report.isPaid;
  if (report.state === "acknowledged" && !owes) return null;
  return (
    <Section title={t(`reports.next.${report.state}`)}>
      <div className={classes.form}>
        <Next {...{ report, files, viewer, today }} />
        {owes && report.state !== "draft" && report.state !== "reviewed" && remit && viewer.mayPropose ? (
          <>
            <p>{t("reports.remit.what", { from: formatDate(remit.from, locale), to: formatDate(remit.to, locale) })}</p>
            <RemitForm reportId={report.id} today={today} />
          </>
        ) : null}
        <TakeBack report={report} viewer={viewer} />
      </div>
    </Section>
  );
}

type NextProps = Omit<Props, "locale">;

function Next({ report, files, viewer, today }: NextProps) {
  const { id, dataHash, cutoffOn, dueOn, state, content } = report;
  switch (state) {
    case "draft":
      if (viewer.mayApprove && viewer.personId !== report.preparedBy)
        return <ReviewForm reportId={id} dataHash={dataHash} />;
      return <p>{t(viewer.personId === report.preparedBy ? "reports.review.own" : "reports.review.wait")}</p>;
    case "reviewed":
      if (!viewer.mayPropose) return <p>{t("reports.file.wait")}</p>;
      return (
        <FileForm
          report={{ id, dataHash, cutoffOn, dueOn }}
          isPaid={content?.remit === null}
          today={today}
          files={files}
        />
      );
    case "filed":
      return viewer.mayPropose ? <AcknowledgeForm reportId={id} /> : <p>{t("reports.acknowledge.wait")}</p>;
    default:
      return null;
  }
}

/** Before it is filed a report may be made anew or withdrawn; afterwards it stays. */
function TakeBack({ report, viewer }: Pick<Props, "report" | "viewer">) {
  const { id, state, jurisdiction, reportYear } = report;
  if (!viewer.mayPropose || (state !== "draft" && state !== "reviewed")) return null;
  return (
    <div className={classes.buttons}>
      {state === "draft" ? <MakeDraft jurisdiction={jurisdiction} reportYear={reportYear} replaces={id} /> : null}
      <ReasonButton
        label={t("reports.withdraw")}
        title={t("reports.withdraw.title", { id })}
        what={t("reports.withdraw.what")}
        say={t("reports.withdraw.done")}
        action={withdrawReportAction}
        input={{ reportId: id }}
      />
    </div>
  );
}
