import { and, asc, desc, eq } from "drizzle-orm";
import { withScope } from "@/db/client";
import { escheatReport, escheatReportCard } from "@/db/schema/escheat";
import { getFreshness } from "@/lib/freshness/queries";
import type { Scope } from "@/lib/identity/scope";
import type { ReportState } from "../constants";
import { type ReportChange, reportChanges } from "../filing/changes";
import { type ReportCardContent, type ReportContent, reportCardContentSchema } from "../filing/report-record";
import type { ReportListParams } from "../filing/schema";
import { draftNow } from "./draft";
import { type ReportRow, readReport, readStored } from "./report-store";

export type ReportListed = {
  readonly id: number;
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly currency: string;
  readonly state: ReportState;
  readonly asOf: string;
  readonly cutoffOn: string;
  readonly dueOn: string;
  readonly cards: number;
  readonly amount: bigint;
  readonly preparedByName: string;
  readonly preparedAt: string;
  readonly filedOn: string | null;
  readonly isPaid: boolean;
};

const MOST = 500;

/** The issuer's reports, newest first. */
export function listReports(
  scope: Scope,
  { state, jurisdiction, year }: ReportListParams = {},
): Promise<ReportListed[]> {
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx
        .select()
        .from(escheatReport)
        .where(
          and(
            eq(escheatReport.issuerId, scope.issuerId),
            state && eq(escheatReport.state, state),
            jurisdiction ? eq(escheatReport.jurisdiction, jurisdiction) : undefined,
            year === undefined ? undefined : eq(escheatReport.reportYear, year),
          ),
        )
        .orderBy(desc(escheatReport.id))
        .limit(MOST);
      return rows.map(listed);
    },
    { readOnly: true },
  );
}

export const listed = (row: ReportRow): ReportListed => ({
  id: row.id,
  jurisdiction: row.jurisdiction,
  reportYear: row.reportYear,
  currency: row.currency,
  state: row.state,
  asOf: row.asOf,
  cutoffOn: row.cutoffOn,
  dueOn: row.dueOn,
  cards: row.cards,
  amount: row.amount,
  preparedByName: row.preparedByName,
  preparedAt: row.preparedAt.toISOString(),
  filedOn: row.filedOn,
  isPaid: Boolean(row.payment?.batchId),
});

export type FiledPayment = {
  readonly format: string | null;
  readonly edition: string | null;
  readonly remark: string | null;
  readonly type: string | null;
  readonly confirmation: string | null;
  readonly paidOn: string | null;
  readonly batchId: number | null;
  readonly fileId: number | null;
};

export type ReportDetail = ReportListed & {
  readonly dataHash: string;
  readonly knownAt: string;
  readonly preparedBy: number;
  readonly reviewedByName: string | null;
  readonly reviewedAt: string | null;
  readonly filedByName: string | null;
  readonly filedAt: string | null;
  readonly fileHash: string | null;
  readonly payment: FiledPayment | null;
  readonly acknowledgedByName: string | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgement: string | null;
  readonly withdrawnByName: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
  /** Null when what is stored is not what was made; `fault` then says so, and nothing of it is shown. */
  readonly content: ReportContent | null;
  readonly fault: string | null;
};

/** A report with its way so far. Its rows are held against its fingerprint each time. @throws NotFound. */
export function getReport(scope: Scope, id: number): Promise<ReportDetail> {
  return withScope(
    scope,
    async (tx) => {
      const row = await readReport(tx, scope, id);
      const stored = await readStored(tx, scope, row);
      const at = (instant: Date | null) => instant?.toISOString() ?? null;
      return {
        ...listed(row),
        dataHash: row.dataHash,
        knownAt: row.knownAt.toISOString(),
        preparedBy: row.preparedBy,
        reviewedByName: row.reviewedByName,
        reviewedAt: at(row.reviewedAt),
        filedByName: row.filedByName,
        filedAt: at(row.filedAt),
        fileHash: row.fileHash,
        payment: row.payment ? paymentOf(row.payment) : null,
        acknowledgedByName: row.acknowledgedByName,
        acknowledgedAt: at(row.acknowledgedAt),
        acknowledgement: row.acknowledgement,
        withdrawnByName: row.withdrawnByName,
        withdrawnAt: at(row.withdrawnAt),
        withdrawnReason: row.withdrawnReason,
        content: stored.isWhole ? stored.frozen.content : null,
        fault: stored.isWhole ? null : stored.why,
      };
    },
    { readOnly: true },
  );
}

function paymentOf(kept: Record<string, unknown>): FiledPayment {
  const text = (name: string) => (typeof kept[name] === "string" ? kept[name] : null);
  const number = (name: string) => (typeof kept[name] === "number" ? kept[name] : null);
  return {
    format: text("format"),
    edition: text("edition"),
    remark: text("remark"),
    type: text("type"),
    confirmation: text("confirmation"),
    paidOn: text("paidOn"),
    batchId: number("batchId"),
    fileId: number("fileId"),
  };
}

export type ReportLine = ReportCardContent & { readonly amount: bigint };
export const linesPerPage = 50;

/** The cards of a report, a page at a time or all of them. @throws NotFound. */
export function listReportCards(scope: Scope, id: number, page?: number): Promise<readonly ReportLine[]> {
  return withScope(
    scope,
    async (tx) => {
      await readReport(tx, scope, id);
      const asked = tx
        .select({ amount: escheatReportCard.amount, content: escheatReportCard.content })
        .from(escheatReportCard)
        .where(and(eq(escheatReportCard.issuerId, scope.issuerId), eq(escheatReportCard.reportId, id)))
        .orderBy(desc(escheatReportCard.amount), asc(escheatReportCard.customerId), asc(escheatReportCard.cardId));
      const rows = await (page === undefined ? asked : asked.limit(linesPerPage).offset((page - 1) * linesPerPage));
      return rows.flatMap(({ amount, content }) => {
        const parsed = reportCardContentSchema.safeParse(content);
        return parsed.success ? [{ ...parsed.data, amount }] : [];
      });
    },
    { readOnly: true },
  );
}

/** What a report made today would say otherwise; empty for one that is filed or withdrawn. @throws NotFound. */
export async function findReportChanges(scope: Scope, id: number): Promise<ReportChange[]> {
  const { asOf, dataUntil } = await getFreshness(scope);
  return withScope(
    scope,
    async (tx) => {
      const row = await readReport(tx, scope, id);
      if (row.state !== "draft" && row.state !== "reviewed") return [];
      const stored = await readStored(tx, scope, row);
      if (!stored.isWhole) return [];
      const { jurisdiction, reportYear, content } = stored.frozen;
      const { aggregate } = content;
      const { draft } = await draftNow(tx, scope, {
        jurisdiction,
        reportYear,
        asOf,
        dataUntil,
        exceptReport: id,
        // Whether a limit is still known is a change to be named, not a reason to stop here.
        aggregate: false,
      });
      return reportChanges(stored.frozen, { ...draft, content: { ...draft.content, aggregate } });
    },
    { readOnly: true },
  );
}
