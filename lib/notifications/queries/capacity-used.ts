import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Channel } from "../constants";
import { capacityKey } from "../optimiser/rules";

/** Messages of other open batches by channel and civil day of whoever gets them. @param except batches about to be replaced. */
export async function readCapacityUsed(
  tx: Tx,
  scope: Scope,
  { now, except }: { readonly now: Date; readonly except: readonly number[] },
): Promise<Map<string, number>> {
  const skipped = `{${except.map(Math.trunc).join(",")}}`;
  const rows = await tx.execute<{ channel: Channel; day: string; n: number }>(sql`
    select b.channel, (m.due_at at time zone m.time_zone)::date::text as day, count(*)::int as n
    from app.notification_batch b
    join silver.notification_member m on m.issuer_id = b.issuer_id and m.batch_id = b.id
    where b.issuer_id = ${scope.issuerId} and b.id <> all(${skipped}::int[]) and m.leads and m.left_out is null
      and m.outcome is null and (b.state in ('releasing', 'approved', 'sending', 'paused')
        or (b.state in ('proposed', 'half-approved') and b.expires_at > ${now.toISOString()}::timestamptz))
    group by 1, 2`);
  return new Map(rows.map(({ channel, day, n }) => [capacityKey(channel, day), n]));
}
