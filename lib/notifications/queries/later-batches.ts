import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Figures } from "../trial/figures";
import type { TrialBatch } from "./trial-sums";

type Later = Pick<Figures, "controlWrittenTo" | "remindWrittenTo" | "laterBatches">;

/**
 * Mailboxes of a trial to which another batch wrote within their days, after this one had or would have: by that batch, and
 * each once. Of two messages of one instant that of the younger batch is the later.
 */
export async function readLaterBatches(tx: Tx, scope: Scope, batch: TrialBatch): Promise<Later> {
  const instant = (at: Date | null) => sql`${at?.toISOString() ?? null}::text::timestamptz`;
  const starts = sql`greatest(p.due_at, ${instant(batch.releasesAt)}, ${instant(batch.startedAt)})`;
  const rows = await tx.execute<{ batch_id: number | null; arm: "control" | "remind"; n: number }>(sql`
    with person as materialized (
      select p.mailbox, p.arm, coalesce(own.ended_at, ${starts}) as since,
        ${starts} + make_interval(days => ${batch.horizonDays}::int) as until
      from silver.notification_member p
      left join app.message own on own.issuer_id = p.issuer_id and own.message_key = p.message_key
      where p.issuer_id = ${scope.issuerId} and p.batch_id = ${batch.id} and p.arm is not null
    )
    select m.batch_id, p.arm, count(distinct p.mailbox)::int as n
    from person p join app.message m on m.issuer_id = ${scope.issuerId} and m.mailbox = p.mailbox and m.batch_id <> ${batch.id}
      and m.outcome in ('sent', 'unknown') and (m.ended_at, m.batch_id) > (p.since, ${batch.id}::int) and m.ended_at < p.until
    group by grouping sets ((m.batch_id, p.arm), (p.arm)) order by m.batch_id`);
  const count = (id: number | null, arm: "control" | "remind") =>
    rows.find((row) => row.batch_id === id && row.arm === arm)?.n ?? 0;
  const ids = [...new Set(rows.flatMap(({ batch_id }) => batch_id ?? []))];
  return {
    controlWrittenTo: count(null, "control"),
    remindWrittenTo: count(null, "remind"),
    laterBatches: ids.map((id) => ({ batchId: id, control: count(id, "control"), remind: count(id, "remind") })),
  };
}
