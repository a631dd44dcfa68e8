import { and, eq, sql } from "drizzle-orm";
import { keepPlans } from "@/db/bulk";
import { type Tx, withScope } from "@/db/client";
import { importBatch } from "@/db/schema/import";
import { Conflict, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import { BALANCE } from "@/lib/rollups/definitions";
import { withdrawBatch as unfoldBatch } from "@/lib/rollups/fold";
import type { LoadScope } from "../plan";
import type { BroughtAgain } from "../repeats";
import { staysText } from "../stays";
import { handOver } from "./brought-again";
import { carryOptOuts } from "./carry-opt-outs";
import { forgetChanges, forgetHolders, restoreCustomers } from "./customers";
import { restoreMerchants } from "./merchants";
import { restoreReplaced } from "./retry";
import { takeTurn } from "./turn";

export type Withdrawal = { batchId: number; state: "withdrawn"; broughtAgain: BroughtAgain | null };
type Options = {
  /** When it is; in the product, the moment at which the withdrawal has its turn. */
  now?: Date;
  finish?: (tx: Tx, outcome: Withdrawal) => Promise<void>;
  transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/**
 * Takes a batch back as if it had never come: its facts, cards and customers go and every rollup loses what it added.
 * @throws NotFound, Conflict when later batches stand on it (they are named) or it is withdrawn already.
 */
export function withdrawBatch(scope: LoadScope, batchId: number, options: Options = {}): Promise<Withdrawal> {
  const open = options.transaction ?? ((work) => withScope(scope, work));
  return open(async (tx) => {
    const now = await takeTurn(tx, scope, options.now);
    await keepPlans(tx);
    const mine = and(eq(importBatch.id, batchId), eq(importBatch.issuerId, scope.issuerId));
    const [batch] = await tx.select().from(importBatch).where(mine).for("update");
    if (!batch) throw new NotFound("This batch");
    if (batch.state === "withdrawn") throw new Conflict("This batch has already been withdrawn.");
    if (batch.source !== "import") throw new Conflict(staysText(batch.source));
    const later = await dependents(tx, scope, batchId);
    if (later.length > 0) {
      throw new Conflict(
        `${later.length === 1 ? `Batch ${later[0]} uses` : `Batches ${later.join(", ")} use`} what came with this batch, or rows that were kept aside of it. Withdraw ${later.length === 1 ? "it" : "them"} first.`,
      );
    }
    await refuseDecidedTypes(tx, scope, batchId);
    await tx.execute(sql`create temp table left_card on commit drop as
      select distinct customer_id, card_id from silver.card_transaction where issuer_id = ${scope.issuerId} and batch_id = ${batchId}`);
    await handOver(tx, scope, batchId);
    const restored = await restoreCustomers(tx, { scope, batchId });
    const merchants = await restoreMerchants(tx, { scope, batchId });
    await forgetHolders(tx, scope, batchId);
    await unfoldBatch(tx, { issuerId: scope.issuerId, batchId });
    await refuseBrokenCards(tx);
    await restoreReplaced(tx, scope, batchId);
    await tx.update(importBatch).set({ state: "withdrawn", withdrawnAt: now, withdrawnBy: scope.personId }).where(mine);
    await carryOptOuts(tx, scope, { batchId, now, isTakenBack: true });
    await forgetChanges(tx, scope, batchId);
    await writeAudit(tx, scope, {
      action: "import.withdrawn",
      subject: `batch ${batchId}`,
      detail: {
        label: batch.label,
        ...(restored > 0 ? { customersRestored: restored } : {}),
        ...(merchants > 0 ? { merchantsRestored: merchants } : {}),
      },
    });
    const broughtAgain = await findBroughtAgain(tx, scope, batchId);
    const outcome = { batchId, state: "withdrawn" as const, broughtAgain };
    await options.finish?.(tx, outcome);
    return outcome;
  });
}

/** A row counts for the batch that brought it first, and goes with it: later files that had it too bring it back when they are loaded again. */
export async function findBroughtAgain(tx: Tx, scope: LoadScope, batchId: number): Promise<BroughtAgain | null> {
  const [newest] = await tx.execute<BroughtAgain>(sql`
    select id as "batchId", (repeats ->> ${String(batchId)}::text)::int as rows from app.import_batch
    where issuer_id = ${scope.issuerId} and state = 'loaded' and id > ${batchId} and repeats ->> ${String(batchId)}::text is not null
    order by id desc limit 1`);
  return newest ?? null;
}

/** What a person decided of a card type stays, and so does the type. */
async function refuseDecidedTypes(tx: Tx, { issuerId }: LoadScope, batchId: number): Promise<void> {
  const rows = await tx.execute<{ code: string }>(sql`
    select y.code from silver.card_type y
    where y.issuer_id = ${issuerId} and y.batch_id = ${batchId} and (
      exists (select from app.accounting_method m where m.issuer_id = y.issuer_id and m.card_type_id = y.id)
      or exists (select from app.forecast_override o where o.issuer_id = y.issuer_id and o.card_type_id = y.id))
    order by y.code`);
  if (rows.length === 0) return;
  throw new Conflict(
    `Somebody has chosen how breakage of ${rows.map(({ code }) => code).join(", ")} is forecast or recognised. What was decided is kept, so the batch that brought these card types stays.`,
  );
}

/** Cards that other batches have used since must not be left with less than nothing, or with uses but no sale. */
async function refuseBrokenCards(tx: Tx): Promise<void> {
  const [broken] = await tx.execute<{ cards: number; example: string | null }>(
    sql.raw(`select count(*)::int as cards, min(c.source_id) as example
      from left_card l join silver.card_summary s using (customer_id, card_id)
      join silver.card c on c.customer_id = s.customer_id and c.id = s.card_id
      where ${BALANCE} < 0 or (cards <= 0 and redemptions > 0)`),
  );
  if ((broken?.cards ?? 0) === 0) return;
  throw new Conflict(
    `${broken?.cards} cards, ${broken?.example} for one, have been used since with value that came with this batch. Withdraw the later batches first.`,
  );
}

/** Batches that could not stand without this one. Also asked beforehand, to say so before anyone tries. */
export async function dependents(tx: Tx, { issuerId }: LoadScope, batchId: number): Promise<number[]> {
  const rows = await tx.execute<{ batch: number }>(sql`
    with mine as (select customer_id, id from silver.card where issuer_id = ${issuerId} and batch_id = ${batchId})
    select t.batch_id as batch from mine m join silver.card_transaction t on t.customer_id = m.customer_id and t.card_id = m.id
      where t.batch_id <> ${batchId}
    union
    select v.batch_id from silver.card_transaction t join silver.card_transaction v
      on v.customer_id = t.customer_id and v.card_id = t.card_id and v.corrects_id = t.id
      where t.issuer_id = ${issuerId} and t.batch_id = ${batchId} and v.batch_id <> ${batchId}
    union
    select c.batch_id from silver.customer h join silver.card c on c.customer_id = h.customer_id
      where h.issuer_id = ${issuerId} and h.batch_id = ${batchId} and c.batch_id <> ${batchId}
    union
    select c.batch_id from silver.card_type y join silver.card c on c.card_type_id = y.id and c.issuer_id = y.issuer_id
      where y.issuer_id = ${issuerId} and y.batch_id = ${batchId} and c.batch_id <> ${batchId}
    union
    select y.batch_id from silver.brand b join silver.card_type y on y.brand_id = b.id
      where b.issuer_id = ${issuerId} and b.batch_id = ${batchId} and y.batch_id <> ${batchId}
    union
    select y.batch_id from silver.merchant m join silver.card_type y on y.merchant_id = m.id
      where m.issuer_id = ${issuerId} and m.batch_id = ${batchId} and y.batch_id <> ${batchId}
    union
    select c.batch_id from silver.merchant m join silver.card c on c.merchant_id = m.id and c.issuer_id = m.issuer_id
      where m.issuer_id = ${issuerId} and m.batch_id = ${batchId} and c.batch_id <> ${batchId} and not c.merchant_by_sale
    union
    select t.batch_id from silver.merchant m join silver.card_transaction t on t.merchant_id = m.id and t.issuer_id = m.issuer_id
      where m.issuer_id = ${issuerId} and m.batch_id = ${batchId} and t.batch_id <> ${batchId}
    union
    select d.batch_id from silver.customer h join bronze.customer_change d on d.customer_id = h.customer_id and d.issuer_id = h.issuer_id
      where h.issuer_id = ${issuerId} and h.batch_id = ${batchId} and d.batch_id <> ${batchId} and d.before <> '{}'
    union
    select d.batch_id from silver.merchant m join bronze.merchant_change d on d.merchant_id = m.id and d.issuer_id = m.issuer_id
      where m.issuer_id = ${issuerId} and m.batch_id = ${batchId} and d.batch_id <> ${batchId}
    union
    select r.loaded_by_batch_id from bronze.refused_row r
      where r.issuer_id = ${issuerId} and r.batch_id = ${batchId} and r.loaded_by_batch_id is not null
    order by batch`);
  return rows.map((row) => row.batch).filter((batch) => batch !== batchId);
}
