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
  const from = sql`${since.toISOString()}::text::timestamptz`;
  const at = sql`${now.toISOString()}::text::timestamptz`;
  const { mailboxesLeft, mailboxesInHand, peopleTold, peopleInHand } = of
    ? ofSome(issuerId, { from, of })
    : ofAll(issuerId, from);
  return sql`
    select coalesce(s.channel, b.channel) as channel, s.mailbox, s.customer, s.at from (
      select batch_id, channel, message_class, mailbox, null::bigint as customer, ended_at as at from ${mailboxesLeft}
      union all
      select batch_id, channel, null, mailbox, null, ${at} from ${mailboxesInHand}
      union all
      select batch_id, null, null, null, customer_id, outcome_at from ${peopleTold}
      union all
      select batch_id, null, null, null, customer_id, ${at} from ${peopleInHand}
    ) s
    left join app.notification_batch b on b.issuer_id = ${issuerId} and b.id = s.batch_id
    where coalesce(s.message_class, b.message_class) = 'commercial'`;
}

const IN_HAND = sql`o.state in ('handing-over', 'unknown')`;
const MAY_BE_THERE = sql`o.state = 'waiting' and o.lease_until is not null`;

type Counted = Record<"mailboxesLeft" | "mailboxesInHand" | "peopleTold" | "peopleInHand", SQL>;

function ofAll(issuerId: number, from: SQL): Counted {
  const onTheirWay = sql`o.issuer_id = ${issuerId} and (${IN_HAND} or (${MAY_BE_THERE}))`;
  // Not through all people who were ever proposed.
  const people = sql`m.issuer_id = ${issuerId} and m.batch_id = any (array (select id from app.notification_batch
    where issuer_id = ${issuerId} and started_at is not null and (state <> 'sent' or ended_at > ${from})))`;
  return {
    mailboxesLeft: sql`app.message where issuer_id = ${issuerId} and ended_at > ${from} and outcome = 'sent'`,
    mailboxesInHand: sql`app.outbox o where ${onTheirWay}`,
    peopleTold: sql`silver.notification_member m
      where ${people} and m.outcome in ('sent', 'merged') and m.outcome_at > ${from}`,
    peopleInHand: sql`(select m.batch_id, m.customer_id from silver.notification_member m
      join app.outbox o on o.issuer_id = m.issuer_id and o.batch_id = m.batch_id and o.mailbox = m.mailbox
      where ${people} and m.left_out is null and ${onTheirWay}) m`,
  };
}

/**
 * Mailbox by mailbox and person by person: `offset 0` keeps each look-up to itself. Left to join them, the planner would
 * read all messages of the issuer and all of his outbox, which it takes for few as long as nobody has counted them.
 */
function ofSome(issuerId: number, { from, of }: { from: SQL; of: CountedFor }): Counted {
  const { batchId, channel, mailboxes, customers } = of;
  const onTheirWay = sql`o.issuer_id = ${issuerId} and (${IN_HAND} or (${MAY_BE_THERE} and o.batch_id <> ${batchId}))`;
  const people = sql`m.issuer_id = ${issuerId} and m.customer_id = ${anyNumber(customers)}`;
  return {
    // By its outcome no message is looked up: of a few that have left that would be all of them.
    mailboxesLeft: sql`
      (select jsonb_array_elements_text(${JSON.stringify(mailboxes)}::text::jsonb) as wanted) g
      cross join lateral (
        select batch_id, channel, message_class, mailbox, ended_at from app.message
        where issuer_id = ${issuerId} and channel = ${channel} and mailbox = g.wanted and ended_at > ${from}
          and outcome || '' = 'sent' offset 0) m`,
    mailboxesInHand: sql`app.outbox o where ${onTheirWay} and channel = ${channel} and mailbox = ${anyText(mailboxes)}`,
    peopleTold: sql`silver.notification_member m
      where ${people} and m.outcome in ('sent', 'merged') and m.outcome_at > ${from}`,
    peopleInHand: sql`
      (select batch_id, customer_id, message_key from silver.notification_member m
        where ${people} and m.left_out is null and m.message_key is not null offset 0) m
      cross join lateral (
        select from app.outbox o where o.message_key = m.message_key and ${onTheirWay} offset 0) o`,
  };
}
