import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { escheatReport, escheatReportCard } from "@/db/schema/escheat";
import { Conflict, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { reportHash, reportSums } from "../filing/report-hash";
import { type FrozenReport, reportCardContentSchema, reportContentSchema } from "../filing/report-record";

export type ReportRow = typeof escheatReport.$inferSelect;

/** @throws NotFound for a number that is none of the issuer's reports. */
export async function readReport(tx: Tx, scope: Scope, id: number, lock?: "update"): Promise<ReportRow> {
  const asked = tx
    .select()
    .from(escheatReport)
    .where(and(eq(escheatReport.issuerId, scope.issuerId), eq(escheatReport.id, id)));
  const [found] = await (lock ? asked.for(lock) : asked);
  if (!found) throw new NotFound("This report");
  return found;
}

export type StoredReport =
  | { readonly isWhole: true; readonly frozen: FrozenReport }
  /** What is stored is not what was made: `why` says how one sees it. */
  | { readonly isWhole: false; readonly why: string };

/** A report's frozen rows, held against its fingerprint. What no longer fits is never given out. */
export async function readStored(tx: Tx, scope: Scope, row: ReportRow): Promise<StoredReport> {
  const rows = await tx
    .select()
    .from(escheatReportCard)
    .where(and(eq(escheatReportCard.issuerId, scope.issuerId), eq(escheatReportCard.reportId, row.id)))
    .orderBy(asc(escheatReportCard.customerId), asc(escheatReportCard.cardId));
  const content = reportContentSchema.safeParse(row.content);
  const cards = rows.map(({ customerId, cardId, cardTypeId, amount, content: card }) => {
    const parsed = reportCardContentSchema.safeParse(card);
    return parsed.success ? { customerId, cardId, cardTypeId, amount, content: parsed.data } : null;
  });
  if (!content.success || cards.includes(null)) return { isWhole: false, why: t("filing.stored.unreadable") };
  const frozen: FrozenReport = {
    ...row,
    knownAt: row.knownAt.toISOString(),
    content: content.data,
    cards: cards.filter((card) => card !== null),
  };
  const sums = reportSums(frozen.cards);
  if (sums.cards !== row.cards || sums.amount !== row.amount) {
    return { isWhole: false, why: t("filing.stored.sums", { cards: row.cards, found: sums.cards }) };
  }
  return reportHash(frozen) === row.dataHash
    ? { isWhole: true, frozen }
    : { isWhole: false, why: t("filing.stored.hash", { hash: row.dataHash.slice(0, 8) }) };
}

/** @throws Conflict when the rows are not those that were made. */
export async function requireStored(tx: Tx, scope: Scope, row: ReportRow): Promise<FrozenReport> {
  const stored = await readStored(tx, scope, row);
  if (!stored.isWhole) throw new Conflict(t("filing.stored.refused", { why: stored.why }));
  return stored.frozen;
}
