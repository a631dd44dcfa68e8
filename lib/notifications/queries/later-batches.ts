import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { type DrawnArm, type DrawnLater, type Figures, noDrawn } from "../trial/figures";
import { armSums, type TrialBatch, unitsOf } from "./trial-sums";

type Later = Pick<Figures, "controlWrittenTo" | "remindWrittenTo" | "laterBatches">;

/**
 * Mailboxes of a trial to which another batch wrote within their days, after this one had or would have: by that batch, and
 * each once. Of two messages of one instant that of the younger batch is the later.
 */
export async function readLaterBatches(tx: Tx, scope: Scope, batch: TrialBatch, asOf: CivilDate): Promise<Later> {
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
  const drawn = await readDrawn(tx, scope, batch, asOf, ids);
  return {
    controlWrittenTo: count(null, "control"),
    remindWrittenTo: count(null, "remind"),
    laterBatches: ids.map((id) => ({
      batchId: id,
      control: count(id, "control"),
      remind: count(id, "remind"),
      drawn: drawn.get(id) ?? { control: nobody, remind: nobody },
    })),
  };
}

type Arm = "control" | "remind";
type Drawn = DrawnArm & { readonly batch_id: number; readonly arm: Arm; readonly later: Arm };
const nobody = { control: noDrawn, remind: noDrawn };

/**
 * What the mailboxes of a trial that later batches drew within their days did in these days, by the arms of both. Of one that is in the
 * days of a still earlier batch, together with both, nothing: what stands on the earliest page is counted there.
 */
async function readDrawn(
  tx: Tx,
  scope: Scope,
  batch: TrialBatch,
  asOf: CivilDate,
  ids: readonly number[],
): Promise<ReadonlyMap<number, DrawnLater>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<Drawn>(sql`
    ${unitsOf(scope, batch, asOf)},
    z as (
      select m.batch_id, m.mailbox, min(m.arm) as arm, min(greatest(m.due_at, b.releases_at, b.started_at)) as starts_at
      from silver.notification_member m join app.notification_batch b on b.issuer_id = m.issuer_id and b.id = m.batch_id
      where m.issuer_id = ${scope.issuerId} and m.batch_id in (${sql.join(
        ids.map((id) => sql`${id}`),
        sql`, `,
      )})
        and m.arm is not null and m.mailbox in (select mailbox from u)
        and (b.state not in ('stopped', 'refused') or greatest(m.due_at, b.releases_at, b.started_at) < b.ended_at)
      group by m.batch_id, m.mailbox
    )
    select z.batch_id, u.arm, z.arm as later, ${armSums}
    from u join z on z.mailbox = u.mailbox and (z.starts_at, z.batch_id) > (u.starts_at, ${batch.id}::int)
      and z.starts_at < u.starts_at + make_interval(days => ${batch.horizonDays}::int)
    where not exists (
      select from app.message w join app.notification_batch b on b.issuer_id = w.issuer_id and b.id = w.batch_id
      where w.issuer_id = ${scope.issuerId} and w.mailbox = u.mailbox and w.batch_id not in (${batch.id}, z.batch_id)
        and w.outcome in ('sent', 'unknown') and (w.ended_at, w.batch_id) < (u.starts_at, ${batch.id}::int)
        and z.starts_at < w.ended_at + make_interval(days => b.horizon_days)
    )
    group by z.batch_id, u.arm, z.arm`);
  const drawn = new Map<number, DrawnLater>();
  for (const { batch_id, arm, later, ...sums } of rows) {
    const found = drawn.get(batch_id) ?? { control: nobody, remind: nobody };
    drawn.set(batch_id, { ...found, [arm]: { ...found[arm], [later]: sums } });
  }
  return drawn;
}
