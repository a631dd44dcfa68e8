import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { BALANCE } from "@/lib/rollups/definitions";
import type { Channel } from "../../constants";
import type { MailboxState } from "../verdict";

/**
 * Lists go in as one parameter, so that the statement is the same for each group. As arrays they are looked up by an
 * index; joined as a set of rows of unknown number they would have whole tables of a few thousand rows read each time.
 */
const list = (values: readonly (string | number)[]) => JSON.stringify(values);
export const anyText = (values: readonly string[]) =>
  sql`any (array (select jsonb_array_elements_text(${list(values)}::text::jsonb)))`;
const anyNumber = (values: readonly number[]) =>
  sql`any (array (select jsonb_array_elements_text(${list(values)}::text::jsonb)::bigint))`;

/**
 * Makes a row for those mailboxes of which nothing is known. `alone`: nobody else counts messages of this issuer against
 * the caps until the end of the transaction. A person may have several mailboxes, so that locks on them are not enough.
 */
export async function knowMailboxes(
  tx: Tx,
  { issuerId }: Scope,
  { channel, mailboxes, alone }: { channel: Channel; mailboxes: readonly string[]; alone: boolean },
): Promise<void> {
  const wanted = [...mailboxes].sort();
  const turn = alone ? sql`pg_advisory_xact_lock(hashtext('notification.caps'), ${issuerId}::int)` : sql`null`;
  await tx.execute(sql`
    with turn as materialized (select ${turn})
    insert into app.mailbox (issuer_id, channel, mailbox)
    select ${issuerId}, ${channel}, m from turn, jsonb_array_elements_text(${list(wanted)}::text::jsonb) m
    on conflict do nothing`);
}

/**
 * Locks what is known of the mailboxes, in one order: until the end of the transaction nobody else checks a message to
 * one of them.
 */
export async function lockMailboxes(
  tx: Tx,
  { issuerId }: Scope,
  channel: Channel,
  mailboxes: readonly string[],
): Promise<Map<string, MailboxState>> {
  const rows = await tx.execute<{ mailbox: string } & MailboxState>(sql`
    select mailbox, suppressed, suppressed_why as "suppressedWhy" from app.mailbox
    where issuer_id = ${issuerId} and channel = ${channel} and mailbox = ${anyText(mailboxes)}
    order by mailbox for update`);
  return new Map(rows.map(({ mailbox, ...state }) => [mailbox, state]));
}

export type CustomerFacts = {
  readonly name: string | null;
  readonly consent: boolean | null;
  /** What is on his cards now, by card. */
  readonly balances: ReadonlyMap<number, bigint>;
};

/** Who they are now, and what they have. Nobody has been asked about pushes, so nobody has said yes to them. */
export async function readCustomers(
  tx: Tx,
  { issuerId }: Scope,
  channel: Channel,
  ids: readonly number[],
): Promise<Map<number, CustomerFacts>> {
  const consent = { email: sql`consent_email`, sms: sql`consent_sms`, push: sql`null::boolean` }[channel];
  const rows = await tx.execute<{
    id: string;
    name: string | null;
    consent: boolean | null;
    card: string | null;
    balance: string | null;
  }>(sql`
    select customer_id as id, name, ${consent} as consent, own.card, own.balance from silver.customer c
    left join lateral (
      select card_id as card, ${sql.raw(BALANCE)} as balance from silver.card_summary s
      where s.customer_id = c.customer_id and s.issuer_id = ${issuerId}) own on true
    where customer_id = ${anyNumber(ids)} and issuer_id = ${issuerId}`);
  const people = new Map<number, { name: string | null; consent: boolean | null; balances: Map<number, bigint> }>();
  for (const { id, name, consent: said, card, balance } of rows) {
    const person = people.get(Number(id)) ?? { name, consent: said, balances: new Map<number, bigint>() };
    if (card !== null && balance !== null) person.balances.set(Number(card), BigInt(balance));
    people.set(Number(id), person);
  }
  return people;
}

export type Sent = {
  readonly toMailbox: ReadonlyMap<string, readonly Date[]>;
  readonly toCustomer: ReadonlyMap<number, readonly Date[]>;
};

/**
 * Commercial messages that count against the caps of batch `batchId`: those that have left since `since`, or of which
 * nobody knows, and those on their way at this moment; of other batches those too that will be repeated but may be there
 * (a lease that ran out). People are counted over all their mailboxes and channels.
 */
export async function readSent(
  tx: Tx,
  { issuerId }: Scope,
  {
    batchId,
    channel,
    mailboxes,
    customers,
    since,
    now,
  }: {
    batchId: number;
    channel: Channel;
    mailboxes: readonly string[];
    customers: readonly number[];
    since: Date;
    now: Date;
  },
): Promise<Sent> {
  const from = since.toISOString();
  const at = now.toISOString();
  const mayBeThere = sql`(o.state in ('handing-over', 'unknown')
    or (o.state = 'waiting' and o.lease_until is not null and o.batch_id <> ${batchId}))`;
  const rows = await tx.execute<{ mailbox: string | null; customer: string | null; at: string }>(sql`
    select s.mailbox, s.customer, s.at from (
      select batch_id, mailbox, null::bigint as customer, ended_at as at from app.message
      where issuer_id = ${issuerId} and mailbox = ${anyText(mailboxes)} and ended_at > ${from}::text::timestamptz
        and channel = ${channel} and outcome = 'sent'
      union all
      select o.batch_id, o.mailbox, null, ${at}::text::timestamptz from app.outbox o
      where o.issuer_id = ${issuerId} and ${mayBeThere} and o.channel = ${channel} and o.mailbox = ${anyText(mailboxes)}
      union all
      select m.batch_id, null, m.customer_id, m.outcome_at from silver.notification_member m
      where m.customer_id = ${anyNumber(customers)} and m.issuer_id = ${issuerId}
        and m.outcome in ('sent', 'merged') and m.outcome_at > ${from}::text::timestamptz
      union all
      select m.batch_id, null, m.customer_id, ${at}::text::timestamptz from silver.notification_member m
      join app.outbox o on o.issuer_id = m.issuer_id and o.batch_id = m.batch_id and o.mailbox = m.mailbox
      where m.customer_id = ${anyNumber(customers)} and m.issuer_id = ${issuerId} and m.left_out is null
        and ${mayBeThere}
    ) s
    join app.notification_batch b on b.issuer_id = ${issuerId} and b.id = s.batch_id and b.message_class = 'commercial'`);
  const toMailbox = new Map<string, Date[]>();
  const toCustomer = new Map<number, Date[]>();
  for (const { mailbox, customer, at: when } of rows) {
    if (mailbox !== null) push(toMailbox, mailbox, new Date(when));
    if (customer !== null) push(toCustomer, Number(customer), new Date(when));
  }
  return { toMailbox, toCustomer };
}

function push<K>(map: Map<K, Date[]>, key: K, value: Date): void {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
}
