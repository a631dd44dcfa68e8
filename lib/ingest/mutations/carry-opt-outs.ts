import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Channel } from "@/lib/notifications/constants";
import { mailboxOf } from "@/lib/notifications/mailbox";
import { keepOptOut } from "@/lib/notifications/mutations/opt-out";
import { lockAddresses, whileNobodySpeaks } from "@/lib/notifications/mutations/opt-out-turn";
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
 * stays with it, so that a batch which brings it again, or is taken back, opens nothing. The last step of the load:
 * whoever speaks waits from here on for its end, and whoever sends for the mailboxes that fall silent.
 */
export async function carryOptOuts(
  tx: Tx,
  scope: LoadScope,
  { batchId, now, isTakenBack = false }: { batchId: number; now: Date; isTakenBack?: boolean },
): Promise<void> {
  await whileNobodySpeaks(tx, scope);
  const moves: Move[] = [];
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
        const [from, to] = [mailboxOf(row.before, channel), mailboxOf(row.after, channel)];
        const move = isTakenBack ? { channel, from: to, to: from } : { channel, from, to };
        if (isMove(move) && silent.has(move.from)) moves.push(move);
      }
      last = rows.at(-1)?.id ?? last;
      if (rows.length < AT_ONCE) break;
    }
  }
  await lockAddresses(
    tx,
    scope,
    moves.map(({ channel, to }) => ({ channel, mailbox: to })),
  );
  for (const move of moves) await carry(tx, scope, move, now);
}

type Move = { channel: Channel; from: string; to: string };

const isMove = (move: { channel: Channel; from: string | null; to: string | null }): move is Move =>
  move.from !== null && move.to !== null && move.from !== move.to;

async function carry(tx: Tx, scope: LoadScope, { channel, from, to }: Move, now: Date): Promise<void> {
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
