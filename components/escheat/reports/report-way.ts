import type { ReportDetail } from "@/lib/escheat/queries/reports";
import { formatDate, formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import type { WayStep } from "../way-steps";

const order = ["draft", "reviewed", "filed", "acknowledged"] as const;

/** Draft, reviewed, filed, acknowledged: who did each, and when. */
export function reportWay(report: ReportDetail, timeZone: string, locale: Locale): WayStep[] {
  const said = (who: string | null, at: string | null) =>
    who !== null && at !== null ? t("reports.by", { who, when: formatInstant(at, timeZone, locale) }) : null;
  const filed =
    report.filedOn !== null && report.filedByName !== null
      ? t("reports.filedBy", { who: report.filedByName, day: formatDate(report.filedOn, locale) })
      : null;
  const done: Record<(typeof order)[number], string | null> = {
    draft: said(report.preparedByName, report.preparedAt),
    reviewed: said(report.reviewedByName, report.reviewedAt),
    filed,
    acknowledged: report.acknowledgement
      ? t("reports.acknowledgedAs", { reference: report.acknowledgement, who: report.acknowledgedByName ?? "" })
      : null,
  };
  const next = order.find((step) => done[step] === null);
  return order.map((step) => ({
    key: step,
    name: t(`reports.way.${step}`),
    done: done[step],
    isCurrent: report.state !== "withdrawn" && step === next,
  }));
}
