import { and, eq } from "drizzle-orm";
import { withScope } from "@/db/client";
import { escheatReport } from "@/db/schema/escheat";
import { Conflict, Invalid } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { getFreshness } from "@/lib/freshness/queries";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { storeFile } from "@/lib/ingest/mutations/file";
import { t } from "@/lib/messages/escheat-filing";
import { entryDays } from "../filing/entry-days";
import { filingFault } from "../filing/filing-day";
import { filingFaultText, reportName } from "../filing/filing-words";
import { personOf } from "../filing/person";
import { reportContentSchema } from "../filing/report-record";
import type { FileInput, RemitInput } from "../filing/schema";
import { writeReportFile } from "../queries/report-file";
import { type ReportRow, readReport, requireStored } from "../queries/report-store";
import { bookRemittance, lockFacts } from "./remittance";

/**
 * Notes that a reviewed report has gone to the state: on which day, in which file, paid how. The file is made once more
 * and kept; what is paid with it is booked on the cards in the same transaction. Where the law sends the money later,
 * nothing is booked yet.
 * @throws Conflict for a report that is not reviewed, was changed, or whose cards have moved; Invalid for a day that
 * cannot be, and for one before the cut-off or after the due day without a remark.
 */
export async function fileReport(scope: Scope, input: FileInput, now: Date): Promise<{ warning: string | null }> {
  const filedBy = personOf(scope, "escheat.propose");
  const [freshness, asked] = await Promise.all([
    getFreshness(scope),
    withScope(scope, (tx) => readReport(tx, scope, input.reportId), { readOnly: true }),
  ]);
  refuseState(asked, input.dataHash);
  const warning = checkDay(asked, input, entryDays(freshness).last);
  const isPaid = reportContentSchema.parse(asked.content).remit === null;
  if (isPaid && input.payment === null)
    throw new Invalid(undefined, { fields: { payment: t("filing.file.noPayment") } });
  const payment = isPaid ? input.payment : null;
  const file = await archiveFile(scope, asked, { ...input, payment });
  return withScope(scope, async (tx) => {
    await lockFacts(tx, scope);
    const report = await readReport(tx, scope, input.reportId, "update");
    refuseState(report, input.dataHash);
    await requireStored(tx, scope, report);
    const batchId = isPaid ? await bookRemittance(tx, scope, report, { on: input.filedOn, now, file }) : null;
    const kept = {
      format: input.format,
      edition: input.edition ?? null,
      remark: input.remark || null,
      fileId: file.id,
    };
    await tx
      .update(escheatReport)
      .set({
        state: "filed",
        filedBy,
        filedByName: scope.actor,
        filedAt: now,
        filedOn: input.filedOn,
        fileHash: file.sha256,
        payment: { ...kept, ...(payment ?? {}), paidOn: isPaid ? input.filedOn : null, batchId },
      })
      .where(and(eq(escheatReport.issuerId, scope.issuerId), eq(escheatReport.id, report.id)));
    await writeAudit(tx, scope, {
      action: "escheat.report-filed",
      subject: reportName(report.id, report),
      detail: {
        filedOn: input.filedOn,
        format: input.format,
        file: file.sha256,
        hash: report.dataHash,
        amount: report.amount.toString(),
        ...(batchId === null ? {} : { batch: batchId }),
        ...(warning ? { warning, remark: input.remark } : {}),
      },
    });
    return { warning };
  });
}

function refuseState(report: ReportRow, dataHash: string): void {
  if (report.state === "draft") throw new Conflict(t("filing.file.unreviewed"));
  if (report.state !== "reviewed")
    throw new Conflict(t("filing.file.state", { state: t(`filing.state.${report.state}`) }));
  if (report.dataHash !== dataHash) throw new Conflict(t("filing.review.other"));
}

/** Too early and too late are both said, and neither goes without a word why. */
function checkDay(report: ReportRow, { filedOn, remark }: FileInput, last: string): string | null {
  const refuse = (filedOn: string) => new Invalid(undefined, { fields: { filedOn } });
  if (filedOn > last) throw refuse(t("filing.file.future", { day: formatDate(last) }));
  if (filedOn < report.asOf) throw refuse(t("filing.file.beforeData", { day: formatDate(report.asOf) }));
  const fault = filingFault(report, filedOn);
  if (fault === null) return null;
  const warning = filingFaultText(fault, report);
  if (!remark) throw new Invalid(warning, { status: 422, fields: { remark: t(`filing.file.remark.${fault.kind}`) } });
  return warning;
}

async function archiveFile(scope: Scope, report: ReportRow, { format, edition, payment }: FileInput) {
  const written = await writeReportFile(scope, report.id, {
    format,
    ...(edition ? { edition } : {}),
    ...(payment ? { payment: payment.type, confirmation: payment.confirmation } : {}),
  });
  return storeFile(scope, written.name, written.bytes());
}

/** The money of a report that went ahead of it as a notice. @throws Conflict when it is paid already or was paid with the report. */
export async function remitReport(scope: Scope, { reportId, paidOn, payment }: RemitInput, now: Date): Promise<void> {
  personOf(scope, "escheat.propose");
  const last = entryDays(await getFreshness(scope)).last;
  if (paidOn > last)
    throw new Invalid(undefined, { fields: { paidOn: t("filing.file.future", { day: formatDate(last) }) } });
  return withScope(scope, async (tx) => {
    await lockFacts(tx, scope);
    const report = await readReport(tx, scope, reportId, "update");
    if (report.state !== "filed" && report.state !== "acknowledged") throw new Conflict(t("filing.remit.unfiled"));
    if (report.payment?.batchId) throw new Conflict(t("filing.remit.again"));
    if (report.filedOn !== null && paidOn < report.filedOn)
      throw new Invalid(undefined, {
        fields: { paidOn: t("filing.remit.before", { day: formatDate(report.filedOn) }) },
      });
    await requireStored(tx, scope, report);
    const batchId = await bookRemittance(tx, scope, report, { on: paidOn, now, file: null });
    await tx
      .update(escheatReport)
      .set({ payment: { ...report.payment, ...payment, paidOn, batchId } })
      .where(and(eq(escheatReport.issuerId, scope.issuerId), eq(escheatReport.id, report.id)));
    await writeAudit(tx, scope, {
      action: "escheat.report-remitted",
      subject: reportName(reportId, report),
      detail: { paidOn, ...payment, batch: batchId, amount: report.amount.toString() },
    });
  });
}
