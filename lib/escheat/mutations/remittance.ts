import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { importBatch } from "@/db/schema/import";
import type { CivilDate } from "@/lib/dates";
import { Conflict } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import { t } from "@/lib/messages/escheat-filing";
import { BALANCE } from "@/lib/rollups/definitions";
import { foldBatch } from "@/lib/rollups/fold";
import { jurisdictionName } from "../jurisdiction-name";
import type { ReportRow } from "../queries/report-store";

type Paid = {
  readonly on: CivilDate;
  readonly now: Date;
  /** The file that went to the state, in the archive. */
  readonly file: { readonly id: number; readonly name: string; readonly sha256: string } | null;
};

/**
 * Facts change one batch after another. A person at a screen does not wait for a long import: it is told instead.
 * @throws Conflict while an import of the issuer is at work.
 */
export async function lockFacts(tx: Tx, scope: Scope): Promise<void> {
  const [lock] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(${IMPORT_LOCK}, ${scope.issuerId}::int) as taken`,
  );
  if (!lock?.taken) throw new Conflict(t("filing.remit.busy"));
}

/**
 * Books what a state is paid: of each card the state's share, as a fact of its own in a batch of its own, with the rollups,
 * so that balances and books follow in the same transaction. What is left of a card stays with the issuer.
 * Call `lockFacts` first.
 * @throws Conflict when a card no longer holds what the report says: its owner has used it, and it is his.
 */
export async function bookRemittance(tx: Tx, scope: Scope, report: ReportRow, paid: Paid): Promise<number> {
  await refuseMoved(tx, scope, report);
  const batchId = await openBatch(tx, scope, report, paid);
  await tx.execute(sql`
    insert into silver.card_transaction (customer_id, card_id, issuer_id, source_id, kind, counts_as, amount, occurred_at,
      occurred_on, booked_on, recorded_at, batch_id)
    select r.customer_id, r.card_id, r.issuer_id, ${`escheat-report-${report.id}-`}::text || r.card_id::text, 'escheat', 'escheat', -r.amount,
      (${paid.on}::date + time '23:59') at time zone ${scope.issuer.timeZone}, ${paid.on}::date, ${paid.on}::date,
      ${paid.now.toISOString()}::timestamptz, ${batchId}
    from app.escheat_report_card r where r.issuer_id = ${scope.issuerId} and r.report_id = ${report.id}
    order by r.customer_id, r.card_id`);
  await foldBatch(tx, { issuerId: scope.issuerId, batchId });
  return batchId;
}

const NAMED = 5;

/** A card that moved since the report was made is not what was reviewed. */
async function refuseMoved(tx: Tx, scope: Scope, report: ReportRow): Promise<void> {
  const moved = await tx.execute<{ card: string; n: number }>(sql`
    select r.content->>'card' as card, (count(*) over ())::int as n
    from app.escheat_report_card r
    left join (select customer_id, card_id, ${sql.raw(BALANCE)} as balance from silver.card_summary
      where issuer_id = ${scope.issuerId}) s on s.customer_id = r.customer_id and s.card_id = r.card_id
    where r.issuer_id = ${scope.issuerId} and r.report_id = ${report.id}
      and s.balance is distinct from (r.content->>'balance')::bigint
    order by 1 limit ${NAMED}`);
  const count = moved[0]?.n ?? 0;
  if (count === 0) return;
  const cards = moved.map(({ card }) => card).join(", ");
  throw new Conflict(t("filing.remit.moved", { n: formatCount(count), count, cards }));
}

async function openBatch(tx: Tx, scope: Scope, report: ReportRow, { on, now, file }: Paid): Promise<number> {
  const place = jurisdictionName(report.jurisdiction) ?? report.jurisdiction;
  const count = { read: report.cards, new: report.cards, repeated: 0, refused: 0 };
  const [batch] = await tx
    .insert(importBatch)
    .values({
      issuerId: scope.issuerId,
      source: "remittance",
      contentKey: `escheat-report-${report.id}`,
      state: "loaded",
      label: t("filing.remit.label", { place, id: report.id, year: report.reportYear }),
      files: file ? [{ fileId: file.id, name: file.name, sha256: file.sha256, entity: "card_transaction" }] : [],
      counts: { card_transaction: count },
      firstOn: on,
      lastOn: on,
      createdBy: scope.personId,
      recordedAt: now,
    })
    .returning({ id: importBatch.id });
  if (!batch) throw new Error("The batch was not stored");
  return batch.id;
}
