import { and, eq } from "drizzle-orm";
import { withScope } from "@/db/client";
import { escheatReport } from "@/db/schema/escheat";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { reportName } from "../filing/filing-words";
import { otherPersonOf, personOf } from "../filing/person";
import type { ReviewInput } from "../filing/schema";
import { readReport, requireStored } from "../queries/report-store";

/**
 * A second person stands for the report as it was frozen: what he has looked at is named by its fingerprint.
 * @throws Forbidden for whoever prepared it, Conflict when it is no draft any more, another one, or was changed.
 */
export function reviewReport(scope: Scope, { reportId, dataHash }: ReviewInput, now: Date): Promise<void> {
  personOf(scope, "escheat.approve");
  return withScope(scope, async (tx) => {
    const report = await readReport(tx, scope, reportId, "update");
    const reviewedBy = otherPersonOf(scope, "escheat.approve", report.preparedBy, t("filing.review.own"));
    if (report.state !== "draft")
      throw new Conflict(t("filing.review.notDraft", { state: t(`filing.state.${report.state}`) }));
    if (report.dataHash !== dataHash) throw new Conflict(t("filing.review.other"));
    await requireStored(tx, scope, report);
    await tx
      .update(escheatReport)
      .set({ state: "reviewed", reviewedBy, reviewedByName: scope.actor, reviewedAt: now })
      .where(and(eq(escheatReport.issuerId, scope.issuerId), eq(escheatReport.id, reportId)));
    await writeAudit(tx, scope, {
      action: "escheat.report-reviewed",
      subject: reportName(reportId, report),
      detail: { hash: dataHash },
    });
  });
}
