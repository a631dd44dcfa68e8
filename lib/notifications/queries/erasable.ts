import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { endedBefore } from "../proposals/keeping";

export type Erasable = { readonly id: number; readonly endedBefore: Date };

/** Proposals whose people have been kept long enough, oldest first; those that nobody has marked as expired yet among them. */
export async function readErasable(tx: Tx, { issuerId }: Scope, now: Date): Promise<Erasable[]> {
  const limits = { touched: endedBefore("touched", now), untouched: endedBefore("untouched", now) };
  const rows = await tx.execute<{ id: number; touched: boolean }>(sql`
    select b.id, b.touched from (
      select b.id, coalesce(b.ended_at, b.expires_at) as ended,
        exists (select from app.notification_decision d where d.issuer_id = b.issuer_id and d.batch_id = b.id)
        or exists (select from app.notification_batch n where n.issuer_id = b.issuer_id and n.replaces = b.id) as touched
      from app.notification_batch b
      where b.issuer_id = ${issuerId} and b.people_erased_at is null
        and b.state in ('expired', 'replaced', 'rejected', 'proposed', 'half-approved')
        and coalesce(b.ended_at, b.expires_at) < ${limits.untouched.toISOString()}::timestamptz
    ) b
    where not b.touched or b.ended < ${limits.touched.toISOString()}::timestamptz
    order by b.id`);
  return rows.map(({ id, touched }) => ({ id, endedBefore: touched ? limits.touched : limits.untouched }));
}
