import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Channel, MessageEventType } from "../../constants";
import type { EventFigures } from "../figures";

export type MailboxEvent = {
  readonly id: string;
  readonly type: MessageEventType;
  readonly permanent: boolean | null;
  readonly batchId: number | null;
  readonly detail: string | null;
  readonly actor: string;
  readonly happenedAt: string;
};

/** What was reported of a mailbox, the newest first. */
export async function readMailboxEvents(
  tx: Tx,
  { issuerId }: Scope,
  { channel, mailbox, limit }: { channel: Channel; mailbox: string; limit: number },
): Promise<MailboxEvent[]> {
  const rows = await tx.execute<MailboxEvent>(sql`
    select event_id as id, type, permanent, batch_id as "batchId", detail, actor, happened_at as "happenedAt"
    from app.message_event where issuer_id = ${issuerId} and channel = ${channel} and mailbox = ${mailbox}
    order by message_event.id desc limit ${limit}`);
  return rows.map((row) => ({ ...row, happenedAt: new Date(row.happenedAt).toISOString() }));
}

/** Mailboxes of a batch by what was reported of them. */
export async function countEvents(tx: Tx, { issuerId }: Scope, batchId: number): Promise<EventFigures> {
  const [row] = await tx.execute<EventFigures>(sql`
    select count(distinct mailbox) filter (where type = 'bounce' and permanent)::int as bounced,
      count(distinct mailbox) filter (where type = 'bounce' and not permanent)::int as delayed,
      count(distinct mailbox) filter (where type = 'complaint')::int as complained,
      count(distinct mailbox) filter (where type in ('stop', 'unsubscribe'))::int as "optedOut"
    from app.message_event where issuer_id = ${issuerId} and batch_id = ${batchId}`);
  return row ?? { bounced: 0, delayed: 0, complained: 0, optedOut: 0 };
}
