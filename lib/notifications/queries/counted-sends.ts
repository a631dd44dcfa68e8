import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/lib/identity/scope";
import type { Channel } from "../constants";
import { anyNumber, anyText } from "./any-of";

/** Of these mailboxes and people alone, as batch `batchId` is held against the caps. */
export type CountedFor = {
  readonly batchId: number;
  readonly channel: Channel;
  readonly mailboxes: readonly string[];
  readonly customers: readonly number[];
};

/** Of a mailbox or of a person, one of the two. */
export type CountedRow = {
  readonly channel: Channel;
  readonly mailbox: string | null;
  readonly customer: string | null;
  readonly at: string;
};

/**
 * What counts against the caps, for whoever plans and for whoever sends: commercial messages that have left since `since`,
 * or of which nobody knows, and those on their way at this moment; of other batches those too that will be repeated but
 * may be there (a lease that ran out). Mailboxes count by channel; people, everybody who was told by a message, over all
 * their mailboxes and channels.
 */
export function countedSends(
  { issuerId }: Scope,
  { since, now, of }: { readonly since: Date; readonly now: Date; readonly of?: CountedFor },
): SQL {
  const from = since.toISOString();
  const at = now.toISOString();
  const elsewhere = of ? sql`and o.batch_id <> ${of.batchId}` : sql``;
  const mayBeThere = sql`(o.state in ('handing-over', 'unknown')
    or (o.state = 'waiting' and o.lease_until is not null ${elsewhere}))`;
  const mailboxes = of ? sql`and channel = ${of.channel} and mailbox = ${anyText(of.mailboxes)}` : sql``;
  // Of some mailboxes: out of sight of the index by outcome, through which a table that nobody has counted yet would be read whole.
  const left = of ? sql`outcome || '' = 'sent'` : sql`outcome = 'sent'`;
  // Of everybody: not through all people who were ever proposed.
  const people = of
    ? sql`and m.customer_id = ${anyNumber(of.customers)}`
    : sql`and m.batch_id = any (array (select id from app.notification_batch where issuer_id = ${issuerId}
        and started_at is not null and (state <> 'sent' or ended_at > ${from}::text::timestamptz)))`;
  return sql`
    select coalesce(s.channel, b.channel) as channel, s.mailbox, s.customer, s.at from (
      select batch_id, channel, message_class, mailbox, null::bigint as customer, ended_at as at from app.message
      where issuer_id = ${issuerId} ${mailboxes} and ended_at > ${from}::text::timestamptz and ${left}
      union all
      select o.batch_id, o.channel, null, o.mailbox, null, ${at}::text::timestamptz from app.outbox o
      where o.issuer_id = ${issuerId} and ${mayBeThere} ${mailboxes}
      union all
      select m.batch_id, null, null, null, m.customer_id, m.outcome_at from silver.notification_member m
      where m.issuer_id = ${issuerId} ${people} and m.outcome in ('sent', 'merged') and m.outcome_at > ${from}::text::timestamptz
      union all
      select m.batch_id, null, null, null, m.customer_id, ${at}::text::timestamptz from silver.notification_member m
      join app.outbox o on o.issuer_id = m.issuer_id and o.batch_id = m.batch_id and o.mailbox = m.mailbox
      where m.issuer_id = ${issuerId} ${people} and m.left_out is null and ${mayBeThere}
    ) s
    left join app.notification_batch b on b.issuer_id = ${issuerId} and b.id = s.batch_id
    where coalesce(s.message_class, b.message_class) = 'commercial'`;
}
