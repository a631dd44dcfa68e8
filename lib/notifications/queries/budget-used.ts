import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

type Spending = { readonly now: Date; readonly horizonDays: number; readonly except: readonly number[] };

/**
 * What the budget of a horizon has been spent on, minor units of the issuer's currency: messages that left within the last
 * `horizonDays`, and those of open batches that have not left. Whatever a plan adds to it, no horizon costs more than the
 * budget. @param except batches about to be replaced.
 */
export async function readBudgetUsed(tx: Tx, scope: Scope, { now, horizonDays, except }: Spending): Promise<number> {
  const skipped = `{${except.map(Math.trunc).join(",")}}`;
  const at = sql`${now.toISOString()}::text::timestamptz`;
  const [row] = await tx.execute<{ spent: number }>(sql`
    with own as (
      select id, state, expires_at, cost::float8 / nullif(messages, 0) as each from app.notification_batch
      where issuer_id = ${scope.issuerId} and currency = ${scope.issuer.currency} and id <> all(${skipped}::int[])
    ), spent as (
      select own.each from own join app.message g on g.issuer_id = ${scope.issuerId} and g.batch_id = own.id
      where g.outcome in ('sent', 'unknown') and g.ended_at > ${at} - make_interval(days => ${horizonDays}::int)
      union all
      select own.each from own
      join silver.notification_member m on m.issuer_id = ${scope.issuerId} and m.batch_id = own.id
      where m.leads and m.left_out is null and m.outcome is null and m.arm is distinct from 'control'
        and (own.state in ('releasing', 'approved', 'sending', 'paused')
          or (own.state in ('proposed', 'half-approved') and own.expires_at > ${at}))
    )
    select coalesce(sum(each), 0)::float8 as spent from spent`);
  return row?.spent ?? 0;
}
