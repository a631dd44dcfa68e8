import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Channel } from "@/lib/notifications/constants";
import { mailboxOf } from "@/lib/notifications/mailbox";
import { keepOptOut } from "@/lib/notifications/mutations/opt-out";
import { readStanding } from "@/lib/notifications/queries/opt-outs";
import type { LoadScope } from "../plan";

const AT_ONCE = 5_000;
const ways = [
  { channel: "email", field: "email" },
  { channel: "sms", field: "phone" },
] as const satisfies readonly { channel: Channel; field: string }[];

type Row = { id: string; before: string; after: string };

/**
 * Whoever has said no at an address has said no, not the address: when a batch gives him another one, his no goes with
 * him. A mailbox that only came back is another matter, and keeps its silence for itself. What was once said at an address
 * stays with it, so that a batch which brings it again, or is taken back, opens nothing.
 */
export async function carryOptOuts(
  tx: Tx,
  scope: LoadScope,
  { batchId, now, isTakenBack = false }: { batchId: number; now: Date; isTakenBack?: boolean },
): Promise<void> {
  for (const { channel, field } of ways) {
    const silent = await saidNo(tx, scope, channel);
    if (silent.size === 0) continue;
    let last = "0";
    for (;;) {
      const rows = await tx.execute<Row>(sql`
        select customer_id as id, before ->> ${field} as before, after ->> ${field} as after from bronze.customer_change
        where issuer_id = ${scope.issuerId} and batch_id = ${batchId} and customer_id > ${last}::bigint
          and before ->> ${field} is not null and after ->> ${field} is not null
        order by customer_id limit ${AT_ONCE}`);
      for (const row of rows) {
        const [from, to] = isTakenBack ? [row.after, row.before] : [row.before, row.after];
        await carry(tx, scope, { channel, from: mailboxOf(from, channel), to: mailboxOf(to, channel), silent, now });
      }
      last = rows.at(-1)?.id ?? last;
      if (rows.length < AT_ONCE) break;
    }
  }
}

type Move = {
  channel: Channel;
  from: string | null;
  to: string | null;
  silent: ReadonlySet<string>;
  now: Date;
};

async function carry(tx: Tx, scope: LoadScope, { channel, from, to, silent, now }: Move): Promise<void> {
  if (from === null || to === null || from === to || !silent.has(from)) return;
  const covers = await readStanding(tx, scope, { channel, mailbox: from });
  if (covers === "nothing") return;
  const { isNews } = await keepOptOut(tx, scope, { channel, mailbox: to, covers, via: "moved", batchId: null, now });
  if (!isNews) return;
  const detail = { channel, covers, via: "moved", batch: null };
  await writeAudit(tx, scope, { action: "notification.opted-out", subject: to, detail });
}

/** Mailboxes of which anybody has ever said a word: few among many addresses. */
async function saidNo(tx: Tx, { issuerId }: LoadScope, channel: Channel): Promise<Set<string>> {
  const rows = await tx.execute<{ mailbox: string }>(sql`
    select distinct mailbox from app.opt_out where issuer_id = ${issuerId} and channel = ${channel}`);
  return new Set(rows.map(({ mailbox }) => mailbox));
}
