import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Channel } from "../constants";
import { capacityKey } from "../optimiser/rules";

type Asked = {
  readonly now: Date;
  /** Batches about to be replaced. */
  readonly except?: readonly number[];
  /** A batch that is let go, or would be: its messages that were to leave before `from` are given other days. */
  readonly letGo?: { readonly batchId: number; readonly from: Date };
};

/**
 * Messages by channel and civil day of whoever gets them: those of open batches when they are due, as the outbox has it
 * where they are there already, and those that have left in the last day. A control takes no place.
 */
export async function readCapacityUsed(
  tx: Tx,
  scope: Scope,
  { now, except = [], letGo }: Asked,
): Promise<Map<string, number>> {
  const skipped = `{${except.map(Math.trunc).join(",")}}`;
  const at = sql`${now.toISOString()}::text::timestamptz`;
  const isLetGo = letGo ? sql`b.id = ${letGo.batchId}` : sql`false`;
  const isLate = letGo
    ? sql`(${isLetGo} and (o.state = 'waiting' or (m.outcome is null and m.arm is null)) and greatest(o.due_at, m.due_at) <= ${letGo.from.toISOString()}::text::timestamptz)`
    : sql`false`;
  const rows = await tx.execute<{ channel: Channel; day: string; n: number }>(sql`
    select b.channel, count(*)::int as n,
      (case when m.outcome is null then coalesce(o.due_at, m.due_at) else m.outcome_at end at time zone m.time_zone)::date::text as day
    from app.notification_batch b
    join silver.notification_member m on m.issuer_id = b.issuer_id and m.batch_id = b.id
    left join app.outbox o on o.message_key = m.message_key
    where b.issuer_id = ${scope.issuerId} and b.id <> all(${skipped}::int[]) and m.leads and m.left_out is null
      and m.arm is distinct from 'control' and not coalesce(${isLate}, false) and (
        (m.outcome is null and (b.state in ('releasing', 'approved', 'sending', 'paused') or ${isLetGo}
          or (b.state in ('proposed', 'half-approved') and b.expires_at > ${at})))
        or (m.outcome in ('sent', 'unknown') and m.outcome_at > ${at} - interval '1 day'
          and (b.ended_at is null or b.ended_at > ${at} - interval '1 day')))
    group by 1, 3`);
  return new Map(rows.map(({ channel, day, n }) => [capacityKey(channel, day), n]));
}
