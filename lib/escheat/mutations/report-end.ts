import { and, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { escheatReport } from "@/db/schema/escheat";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { reportName } from "../filing/filing-words";
import { personOf } from "../filing/person";
import type { AcknowledgeInput, WithdrawInput } from "../filing/schema";
import { type ReportRow, readReport, requireStored } from "../queries/report-store";

/** What has gone to a state stays; before that a report may be taken back, with a reason. @throws Conflict once it is filed. */
export function withdrawReport(scope: Scope, { reportId, reason }: WithdrawInput, now: Date): Promise<void> {
  personOf(scope, "escheat.propose");
  return withScope(scope, async (tx) =>
    endReport(tx, scope, await readReport(tx, scope, reportId, "update"), reason, now),
  );
}

export async function endReport(tx: Tx, scope: Scope, report: ReportRow, reason: string, now: Date): Promise<void> {
  if (report.state === "withdrawn") throw new Conflict(t("filing.withdraw.again"));
  if (report.state !== "draft" && report.state !== "reviewed") throw new Conflict(t("filing.withdraw.filed"));
  await tx
    .update(escheatReport)
    .set({ state: "withdrawn", withdrawnByName: scope.actor, withdrawnAt: now, withdrawnReason: reason })
    .where(and(eq(escheatReport.issuerId, scope.issuerId), eq(escheatReport.id, report.id)));
  await writeAudit(tx, scope, {
    action: "escheat.report-withdrawn",
    subject: reportName(report.id, report),
    detail: { reason },
  });
}

/** The state has answered: with its reference the report is complete. */
export function acknowledgeReport(scope: Scope, { reportId, reference }: AcknowledgeInput, now: Date): Promise<void> {
  const person = personOf(scope, "escheat.propose");
  return withScope(scope, async (tx) => {
    const report = await readReport(tx, scope, reportId, "update");
    if (report.state === "acknowledged") throw new Conflict(t("filing.acknowledge.again"));
    if (report.state !== "filed") throw new Conflict(t("filing.acknowledge.unfiled"));
    await requireStored(tx, scope, report);
    await tx
      .update(escheatReport)
      .set({
        state: "acknowledged",
        acknowledgedBy: person,
        acknowledgedByName: scope.actor,
        acknowledgedAt: now,
        acknowledgement: reference,
      })
      .where(and(eq(escheatReport.issuerId, scope.issuerId), eq(escheatReport.id, reportId)));
    await writeAudit(tx, scope, {
      action: "escheat.report-acknowledged",
      subject: reportName(reportId, report),
      detail: { reference },
    });
  });
}
