import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { clockOf } from "../clock";
import { capacityKey } from "../optimiser/rules";
import { isOpen, stateAt } from "../proposals/batch-state";
import { type LateMessage, type Spread, spreadLate } from "../sending/spread";
import { readCapacityUsed } from "./capacity-used";
import type { BatchRow } from "./seal";
import { type NotificationSetting, readSetting } from "./settings";

type OfBatch = Pick<BatchRow, "id" | "channel">;

type LateRow = {
  readonly key: string;
  readonly timeZone: string;
  readonly plannedAt: string;
  readonly uselessAt: string | null;
  readonly own: string | null;
  readonly jurisdiction: string | null;
  readonly zip: string | null;
};

async function read(tx: Tx, { issuerId }: Scope, what: SQL): Promise<LateMessage[]> {
  const rows = await tx.execute<LateRow>(sql`
    select late.*, c.time_zone as own, c.jurisdiction, c.zip
    from (${what}) late
    left join silver.customer c on c.customer_id = late.customer and c.issuer_id = ${issuerId}`);
  return rows.map(({ key, timeZone, plannedAt, uselessAt, own, jurisdiction, zip }) => ({
    key,
    timeZone,
    clock: clockOf({ timeZone: own, jurisdiction, zip }, timeZone),
    plannedAt: new Date(plannedAt),
    uselessAt: uselessAt === null ? null : new Date(uselessAt),
  }));
}

const instant = (at: Date) => sql`${at.toISOString()}::text::timestamptz`;

/** Messages of a batch that wait in the outbox and were to leave before `from`. */
export const readLateWaiting = (tx: Tx, scope: Scope, { id }: OfBatch, from: Date): Promise<LateMessage[]> =>
  read(
    tx,
    scope,
    sql`select o.message_key as key, m.customer_id as customer, m.time_zone as "timeZone", m.due_at as "plannedAt", o.useless_at as "uselessAt"
      from app.outbox o join silver.notification_member m on m.customer_id = o.customer_id and m.batch_id = o.batch_id
      where o.issuer_id = ${scope.issuerId} and o.batch_id = ${id} and m.issuer_id = o.issuer_id and o.state = 'waiting'
        and greatest(o.due_at, m.due_at) <= ${instant(from)}`,
  );

/** The same before it is approved, when nobody is drawn yet: whoever will be held out is among them. */
const readLatePlanned = (tx: Tx, scope: Scope, { id }: OfBatch, from: Date): Promise<LateMessage[]> =>
  read(
    tx,
    scope,
    sql`select m.mailbox as key, m.customer_id as customer, m.time_zone as "timeZone", m.due_at as "plannedAt",
        (m.first_loss + 1)::timestamp at time zone m.time_zone as "uselessAt"
      from (
        select p.*, min(p.loss_on) over (partition by p.mailbox) as first_loss from silver.notification_member p
        where p.issuer_id = ${scope.issuerId} and p.batch_id = ${id} and p.left_out is null
      ) m
      where m.leads and m.due_at <= ${instant(from)}`,
  );

/** Gives late messages days within the capacity, beside what other batches take of these. */
export async function spreadOver(
  tx: Tx,
  scope: Scope,
  { id, channel }: OfBatch,
  late: readonly LateMessage[],
  { from, setting, capacity }: { from: Date; setting: NotificationSetting; capacity: number },
): Promise<Spread> {
  const used = await readCapacityUsed(tx, scope, { now: from, letGo: { batchId: id, from } });
  return spreadLate(late, {
    from,
    capacity,
    usedOn: (day) => used.get(capacityKey(channel, day)) ?? 0,
    quiet: { from: setting.quietFrom, to: setting.quietTo },
  });
}

/** What an approval at this moment would do to messages whose moment has passed; `beyond` and `messages` at most. */
export type LateApproval = {
  readonly messages: number;
  readonly beyond: number;
  readonly capacity: number;
  /** When the last of them would leave. */
  readonly last: string;
};

/** Null where the issuer has no capacity, nothing is late, or it is decided. */
export async function readLateApproval(tx: Tx, scope: Scope, batch: BatchRow, now: Date): Promise<LateApproval | null> {
  const setting = await readSetting(tx, scope);
  if (!setting || setting.dailyCapacity === null || !isOpen(stateAt(batch, now))) return null;
  const from = new Date(now.getTime() + setting.undoMinutes * 60_000);
  const late = await readLatePlanned(tx, scope, batch, from);
  if (late.length === 0) return null;
  const capacity = setting.dailyCapacity;
  const { moments, beyond } = await spreadOver(tx, scope, batch, late, { from, setting, capacity });
  return { messages: late.length, beyond, capacity, last: lastOf(moments, from).toISOString() };
}

export const lastOf = (moments: ReadonlyMap<string, Date>, from: Date): Date =>
  new Date([...moments.values()].reduce((latest, moment) => Math.max(latest, moment.getTime()), from.getTime()));
