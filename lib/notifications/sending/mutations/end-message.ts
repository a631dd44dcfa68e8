import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Channel, MessageClass, Outcome } from "../../constants";
import type { SuppressRule, Verdict } from "../verdict";
import type { DueRow } from "./judge-group";

/** A message's end, as it is written into `app.message`. */
export type MessageEnd = {
  readonly key: string;
  readonly mailbox: string;
  readonly address: string;
  readonly customerId: number;
  readonly outcome: Outcome;
  readonly note: string | null;
  readonly provider: string | null;
  readonly attempts: number;
  readonly subject: string | null;
  readonly contentHash: string | null;
};

type OfBatch = {
  readonly id: number;
  readonly channel: Channel;
  readonly messageClass: MessageClass;
};

/**
 * A message leaves the outbox in the statement that writes its end. `leasedBy` ends only what that worker still has in
 * hand, or had when it became unknown: what it heard afterwards is better than nothing.
 * Rows are looked up by their keys, with the batch out of sight of the indexes that know it: as long as nobody has counted the
 * outbox the planner takes an issuer's batch for one row, and would read all of it each time.
 * @returns the keys of those that have ended by it.
 */
export async function endMessages(
  tx: Tx,
  { issuerId }: Scope,
  batch: OfBatch,
  ends: readonly MessageEnd[],
  { now, leasedBy = null }: { now: Date; leasedBy?: string | null },
): Promise<Set<string>> {
  if (ends.length === 0) return new Set();
  const rows = await tx.execute<{ key: string }>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(ends)}::text::jsonb)
        g (key char(32), mailbox text, address text, "customerId" bigint, outcome text, note text, provider text, attempts smallint,
          subject text, "contentHash" text)
    ), gone as (
      delete from app.outbox o
      where o.message_key = any (array (select key from given))
        and o.issuer_id = ${issuerId} and o.batch_id + 0 = ${batch.id}
        and (${leasedBy}::text is null or (o.leased_by = ${leasedBy}::text and o.state in ('handing-over', 'unknown')))
      returning o.message_key
    )
    insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class, outcome,
      note, provider, attempts, subject, content_hash, ended_at)
    select g.key, ${issuerId}, ${batch.id}, ${batch.channel}, g.mailbox, g.address, g."customerId", ${batch.messageClass},
      g.outcome, g.note, g.provider, g.attempts, g.subject, g."contentHash", ${now.toISOString()}::text::timestamptz
    from given g join gone on gone.message_key = g.key
    returning message_key as key`);
  return new Set(rows.map(({ key }) => key));
}

export type MemberEnd = { readonly customerId: number; readonly outcome: Outcome; readonly note: string | null };

/** Tells what became of people of a batch. */
export async function endMembers(
  tx: Tx,
  { issuerId }: Scope,
  batchId: number,
  ends: readonly MemberEnd[],
  now: Date,
): Promise<void> {
  if (ends.length === 0) return;
  const given = JSON.stringify(ends.map((one) => ({ ...one, batchId })));
  // The batch comes with each row, or an index that knows no customers would be read through all of the batch.
  await tx.execute(sql`
    update silver.notification_member m
    set outcome = g.outcome, outcome_note = g.note, outcome_at = ${now.toISOString()}::text::timestamptz
    from (
      select * from jsonb_to_recordset(${given}::text::jsonb)
        r ("customerId" bigint, "batchId" int, outcome text, note text)
      limit ${ends.length}::int) g
    where m.customer_id = g."customerId" and m.batch_id = g."batchId" and m.issuer_id = ${issuerId}`);
}

export const suppressedEnds = (rules: ReadonlyMap<number, SuppressRule>): MemberEnd[] =>
  [...rules].map(([customerId, rule]) => ({ customerId, outcome: "suppressed", note: rule }));

/** Nobody is left to be told by it. The rule that stopped the person whose name it bears is the message's. */
export async function endSuppressed(
  tx: Tx,
  scope: Scope,
  {
    batch,
    row,
    address,
    verdict,
    now,
  }: {
    batch: OfBatch;
    row: DueRow;
    address: string | null;
    verdict: Extract<Verdict, { does: "suppress" }>;
    now: Date;
  },
): Promise<void> {
  const note = verdict.rules.get(row.customerId) ?? [...verdict.rules.values()][0] ?? null;
  const end: MessageEnd = {
    key: row.key,
    mailbox: row.mailbox,
    address: address ?? row.mailbox,
    customerId: row.customerId,
    outcome: "suppressed",
    note,
    provider: null,
    attempts: row.attempts,
    subject: null,
    contentHash: null,
  };
  await endMessages(tx, scope, batch, [end], { now });
  await endMembers(tx, scope, batch.id, suppressedEnds(verdict.rules), now);
}
