import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/message";
import { clockOf } from "../clock";
import { capacityKey } from "../optimiser/rules";
import { readCapacityUsed } from "../queries/capacity-used";
import type { BatchRow } from "../queries/seal";
import { readSetting } from "../queries/settings";
import { spreadLate } from "../sending/spread";

type LateRow = {
  readonly key: string;
  readonly timeZone: string;
  readonly plannedAt: string;
  readonly uselessAt: string | null;
  readonly own: string | null;
  readonly jurisdiction: string | null;
  readonly zip: string | null;
};

/** Rows a statement. */
const AT_ONCE = 5_000;

/**
 * Messages of a batch that were to leave before `from`, because it was approved late or was held, are spread over days on
 * which the issuer's capacity has room; else all of them would leave together. Of two batches that are let go at once the
 * second knows what the first has taken.
 */
export async function keepCapacity(
  tx: Tx,
  scope: Scope,
  { id, channel }: Pick<BatchRow, "id" | "channel">,
  from: Date,
): Promise<void> {
  const setting = await readSetting(tx, scope);
  if (!setting || setting.dailyCapacity === null) return;
  const at = from.toISOString();
  const late = await tx.execute<LateRow>(sql`
    select o.message_key as key, m.time_zone as "timeZone", m.due_at as "plannedAt", o.useless_at as "uselessAt",
      c.time_zone as own, c.jurisdiction, c.zip
    from app.outbox o join silver.notification_member m on m.customer_id = o.customer_id and m.batch_id = o.batch_id
    left join silver.customer c on c.customer_id = o.customer_id and c.issuer_id = o.issuer_id
    where o.issuer_id = ${scope.issuerId} and o.batch_id = ${id} and m.issuer_id = o.issuer_id and o.state = 'waiting'
      and greatest(o.due_at, m.due_at) <= ${at}::text::timestamptz`);
  if (late.length === 0) return;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('notification.capacity'), ${scope.issuerId}::int)`);
  const used = await readCapacityUsed(tx, scope, { now: from, letGo: { batchId: id, from } });
  const messages = late.map(({ key, timeZone, plannedAt, uselessAt, own, jurisdiction, zip }) => ({
    key,
    timeZone,
    clock: clockOf({ timeZone: own, jurisdiction, zip }, timeZone),
    plannedAt: new Date(plannedAt),
    uselessAt: uselessAt === null ? null : new Date(uselessAt),
  }));
  const { moments, beyond } = spreadLate(messages, {
    from,
    capacity: setting.dailyCapacity,
    usedOn: (day) => used.get(capacityKey(channel, day)) ?? 0,
    quiet: { from: setting.quietFrom, to: setting.quietTo },
  });
  const rows = [...moments].map(([key, moment]) => ({ key, at: moment.toISOString() }));
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await tx.execute(sql`
      update app.outbox o set due_at = g.at
      from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + AT_ONCE))}::text::jsonb) g (key char(32), at timestamptz)
      where o.message_key = g.key and o.issuer_id = ${scope.issuerId}`);
  }
  const last = [...moments.values()].reduce((latest, moment) => Math.max(latest, moment.getTime()), from.getTime());
  await writeAudit(tx, scope, {
    action: "notification.spread",
    subject: t("notification.sending.batchName", { id }),
    detail: { messages: rows.length, beyond, last: new Date(last).toISOString() },
  });
}
