import { and, asc, eq, gt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationBatch, notificationMember, notificationTemplate } from "@/db/schema/notification";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { memberLeaf, sealedHead, startSeal } from "../approval/seal";
import { headDifference, memberDifference, sealDifference } from "../approval/seal-difference";

export type BatchRow = typeof notificationBatch.$inferSelect;
export type MemberRow = typeof notificationMember.$inferSelect;
export type TemplateRow = typeof notificationTemplate.$inferSelect;

/** Rows at a time: a batch of any size is read in the memory of these. */
const AT_ONCE = 4_000;
/** Nobody reads more sentences than this. */
const NAMED = 20;

/** @throws NotFound for a number that is none of the issuer's batches. */
export async function readBatch(tx: Tx, scope: Scope, id: number, lock?: "update"): Promise<BatchRow> {
  const asked = tx
    .select()
    .from(notificationBatch)
    .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, id)));
  const [found] = await (lock ? asked.for(lock) : asked);
  if (!found) throw new NotFound("This batch");
  return found;
}

/** The words of a batch. @throws NotFound. */
export async function readBatchTemplate(tx: Tx, scope: Scope, batch: BatchRow): Promise<TemplateRow> {
  const [found] = await tx
    .select()
    .from(notificationTemplate)
    .where(and(eq(notificationTemplate.issuerId, scope.issuerId), eq(notificationTemplate.id, batch.templateId)));
  if (!found) throw new NotFound("This text");
  return found;
}

/** Everybody of a batch, in the order of the seal, a few thousand at a time. */
export async function* walkMembers(tx: Tx, scope: Scope, batchId: number): AsyncGenerator<MemberRow> {
  let last = -1;
  for (;;) {
    const rows: MemberRow[] = await tx
      .select()
      .from(notificationMember)
      .where(
        and(
          eq(notificationMember.issuerId, scope.issuerId),
          eq(notificationMember.batchId, batchId),
          gt(notificationMember.customerId, last),
        ),
      )
      .orderBy(asc(notificationMember.customerId))
      .limit(AT_ONCE);
    yield* rows;
    const end = rows.at(-1);
    if (rows.length < AT_ONCE || !end) return;
    last = end.customerId;
  }
}

/** The batch without its people, held against what was kept of it when it was sealed. */
export async function differencesOfHead(tx: Tx, scope: Scope, batch: BatchRow): Promise<string[]> {
  if (batch.sealed === null) return [];
  return headDifference(batch.sealed, sealedHead(batch, await readBatchTemplate(tx, scope, batch), batch.rules));
}

/**
 * Seals what is in the tables now and holds it against the seal the batch was proposed with. `each` is shown everybody
 * on the way. The sentences name what differs; there are none when nothing does.
 */
export async function differencesFromSeal(
  tx: Tx,
  scope: Scope,
  batch: BatchRow,
  each: (member: MemberRow) => void = () => {},
): Promise<string[]> {
  const head = sealedHead(batch, await readBatchTemplate(tx, scope, batch), batch.rules);
  const sealer = startSeal(head);
  const members: string[] = [];
  let count = 0;
  for await (const member of walkMembers(tx, scope, batch.id)) {
    const leaf = memberLeaf(member);
    sealer.add(leaf);
    count++;
    if (leaf !== member.leaf && members.length < NAMED)
      members.push(...memberDifference(member, member.leaf, batch.currency));
    each(member);
  }
  return sealDifference({ seal: batch.seal, head: batch.sealed }, { seal: sealer.end(), head, count, members });
}
