import { sql } from "drizzle-orm";
import { type Tx, withGate, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { pauseOf } from "../approval/issuer-pause";
import { countEvents } from "../events/queries/events";
import {
  type DueTogether,
  expectedEnd,
  type OutboxFigures,
  type PeopleFigures,
  type SendingFigures,
} from "../sending/figures";
import { findRestored } from "../sending/queries/mark";
import { type BatchRow, readBatch } from "./seal";
import { readSetting } from "./settings";

/** How a batch stands at this moment. @throws NotFound. */
export async function getSendingFigures(scope: Scope, batchId: number, now: Date): Promise<SendingFigures> {
  const found = await withScope(
    scope,
    async (tx) => {
      const batch = await readBatch(tx, scope, batchId);
      const setting = await readSetting(tx, scope);
      const [people, outbox, queue, lastMinute, events] = [
        await countPeople(tx, scope, batchId),
        await countOutbox(tx, scope, batchId),
        await countQueue(tx, scope, batch),
        await countLastMinute(tx, scope, batchId, now),
        await countEvents(tx, scope, batchId),
      ];
      return { batch, setting, people, outbox, queue, lastMinute, events };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
  const { batch, setting, people, outbox, queue, lastMinute, events } = found;
  const [ratePerSecond, restored] = await Promise.all([
    rateOf(batch.channel === "email" ? "smtp" : `webhook-${batch.channel}`),
    findRestored(),
  ]);
  return {
    batchId,
    state: batch.state,
    note: batch.note,
    releasesAt: batch.releasesAt?.toISOString() ?? null,
    startedAt: batch.startedAt?.toISOString() ?? null,
    endedAt: batch.endedAt?.toISOString() ?? null,
    beyondCapacity: batch.beyondCapacity,
    audience: batch.audience,
    people,
    outbox,
    events,
    lastMinute,
    ratePerSecond,
    expectedEnd: expectedEnd(queue, ratePerSecond, now)?.toISOString() ?? null,
    issuerPause: pauseOf(setting),
    restored,
  };
}

type Counted = { leftOut: string | null; arm: string | null; outcome: string | null; rule: string | null; n: number };

/** A bounce is noted with the server's words after its rule. */
async function countPeople(tx: Tx, { issuerId }: Scope, batchId: number): Promise<PeopleFigures> {
  const rows = await tx.execute<Counted>(sql`
    select left_out as "leftOut", arm, outcome,
      case when outcome = 'suppressed' then split_part(outcome_note, ':', 1) end as rule, count(*)::int as n
    from silver.notification_member where issuer_id = ${issuerId} and batch_id = ${batchId}
    group by 1, 2, 3, 4`);
  const count = (wanted: (row: Counted) => boolean) => rows.filter(wanted).reduce((sum, { n }) => sum + n, 0);
  const written = (outcome: string | null) => count((row) => row.leftOut === null && row.outcome === outcome);
  const leftControl = count((row) => row.leftOut === null && row.outcome === null && row.arm === "control");
  return {
    sent: written("sent"),
    merged: written("merged"),
    heldOut: written("held-out"),
    failed: written("failed"),
    unknown: written("unknown"),
    stopped: written("stopped"),
    left: written(null) - leftControl,
    leftControl,
    leftOut: tally(rows.map(({ leftOut, n }) => [leftOut, n])),
    suppressed: tally(rows.map(({ leftOut, rule, n }) => [leftOut === null ? rule : null, n])),
  };
}

function tally(counts: readonly (readonly [string | null, number])[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [rule, n] of counts) if (rule !== null) sums[rule] = (sums[rule] ?? 0) + n;
  return sums;
}

async function countOutbox(tx: Tx, { issuerId }: Scope, batchId: number): Promise<OutboxFigures> {
  const [row] = await tx.execute<{
    waiting: number;
    handingOver: number;
    unknown: number;
    dead: number;
    next: string | null;
    last: string | null;
  }>(sql`
    select count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'handing-over')::int as "handingOver",
      count(*) filter (where state = 'unknown')::int as unknown, count(*) filter (where state = 'dead')::int as dead,
      min(due_at) filter (where state = 'waiting') as next, max(due_at) filter (where state = 'waiting') as last
    from app.outbox where issuer_id = ${issuerId} and batch_id = ${batchId}`);
  const instant = (text: string | null | undefined) => (text ? new Date(text).toISOString() : null);
  const { waiting = 0, handingOver = 0, unknown = 0, dead = 0 } = row ?? {};
  return { waiting, handingOver, unknown, dead, nextAt: instant(row?.next), lastAt: instant(row?.last) };
}

/**
 * What leaves by the same provider until the batch's last message is due, minute by minute: its own messages, and those of
 * the issuer's other batches that are under way. Of other issuers' nothing is known here.
 */
async function countQueue(tx: Tx, { issuerId }: Scope, { id, channel }: BatchRow): Promise<DueTogether[]> {
  const rows = await tx.execute<{ from: string; until: string; n: number }>(sql`
    with own as (
      select max(due_at) as last from app.outbox where issuer_id = ${issuerId} and batch_id = ${id} and state = 'waiting'
    )
    select min(o.due_at) as from, max(o.due_at) as until, count(*)::int as n
    from own cross join app.notification_batch b join app.outbox o on o.issuer_id = b.issuer_id and o.batch_id = b.id
    where b.issuer_id = ${issuerId} and b.channel = ${channel} and (b.id = ${id} or b.state in ('approved', 'sending'))
      and o.state = 'waiting' and o.due_at <= own.last
    group by date_trunc('minute', o.due_at)`);
  return rows.map(({ from, until, n }) => ({ from: new Date(from), until: new Date(until), n }));
}

async function countLastMinute(tx: Tx, { issuerId }: Scope, batchId: number, now: Date): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from app.message where issuer_id = ${issuerId} and batch_id = ${batchId}
      and outcome = 'sent' and ended_at > ${now.toISOString()}::text::timestamptz - interval '1 minute'`);
  return row?.n ?? 0;
}

function rateOf(provider: string): Promise<number | null> {
  return withGate("system", async (tx) => {
    const [row] = await tx.execute<{ rate: number }>(
      sql`select rate_per_second as rate from app.provider where name = ${provider}`,
    );
    return row?.rate ?? null;
  });
}
