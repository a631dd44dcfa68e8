import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { BALANCE } from "@/lib/rollups/definitions";
import type { Channel } from "../../constants";
import type { MailboxState } from "../verdict";

/** Lists go in as one parameter, so that the statement is the same for each group. */
const list = (values: readonly (string | number)[]) => JSON.stringify(values);
const texts = (values: readonly string[]) => sql`(select jsonb_array_elements_text(${list(values)}::text::jsonb))`;
const numbers = (values: readonly number[]) =>
  sql`(select jsonb_array_elements_text(${list(values)}::text::jsonb)::bigint)`;

/**
 * Locks what is known of the mailboxes, in one order, and makes a row for those of which nothing is: until the end of the
 * transaction nobody else checks a message to one of them.
 */
export async function lockMailboxes(
  tx: Tx,
  { issuerId }: Scope,
  channel: Channel,
  mailboxes: readonly string[],
): Promise<Map<string, MailboxState>> {
  const wanted = [...mailboxes].sort();
  await tx.execute(sql`
    insert into app.mailbox (issuer_id, channel, mailbox)
    select ${issuerId}, ${channel}, m from jsonb_array_elements_text(${list(wanted)}::text::jsonb) m
    on conflict do nothing`);
  const rows = await tx.execute<{ mailbox: string } & MailboxState>(sql`
    select mailbox, suppressed, suppressed_why as "suppressedWhy" from app.mailbox
    where issuer_id = ${issuerId} and channel = ${channel} and mailbox in ${texts(wanted)}
    order by mailbox for update`);
  return new Map(rows.map(({ mailbox, ...state }) => [mailbox, state]));
}

export type CustomerFacts = { readonly name: string | null; readonly consent: boolean | null };

/** Who they are now. Nobody has been asked about pushes, so nobody has said yes to them. */
export async function readCustomers(
  tx: Tx,
  { issuerId }: Scope,
  channel: Channel,
  ids: readonly number[],
): Promise<Map<number, CustomerFacts>> {
  const consent = { email: sql`consent_email`, sms: sql`consent_sms`, push: sql`null::boolean` }[channel];
  const rows = await tx.execute<{ id: string; name: string | null; consent: boolean | null }>(sql`
    select customer_id as id, name, ${consent} as consent from silver.customer
    where customer_id in ${numbers(ids)} and issuer_id = ${issuerId}`);
  return new Map(rows.map(({ id, name, consent: said }) => [Number(id), { name, consent: said }]));
}

/** What is on their cards now, by card. */
export async function readBalances(tx: Tx, { issuerId }: Scope, ids: readonly number[]): Promise<Map<number, bigint>> {
  const rows = await tx.execute<{ id: string; balance: string }>(sql`
    select card_id as id, ${sql.raw(BALANCE)} as balance from silver.card_summary
    where customer_id in ${numbers(ids)} and issuer_id = ${issuerId}`);
  return new Map(rows.map(({ id, balance }) => [Number(id), BigInt(balance)]));
}

export type Sent = {
  readonly toMailbox: ReadonlyMap<string, readonly Date[]>;
  readonly toCustomer: ReadonlyMap<number, readonly Date[]>;
};

/**
 * Commercial messages of all batches that count against the caps: those that have left since `since`, or of which nobody
 * knows, and those on their way at this moment. People are counted over all their mailboxes and channels.
 */
export async function readSent(
  tx: Tx,
  { issuerId }: Scope,
  {
    channel,
    mailboxes,
    customers,
    since,
    now,
  }: {
    channel: Channel;
    mailboxes: readonly string[];
    customers: readonly number[];
    since: Date;
    now: Date;
  },
): Promise<Sent> {
  const from = since.toISOString();
  const at = now.toISOString();
  const rows = await tx.execute<{ mailbox: string | null; customer: string | null; at: string }>(sql`
    select mailbox, null::bigint as customer, ended_at as at from app.message
    where issuer_id = ${issuerId} and mailbox in ${texts(mailboxes)} and ended_at > ${from}::text::timestamptz
      and channel = ${channel} and message_class = 'commercial' and outcome = 'sent'
    union all
    select o.mailbox, null, ${at}::text::timestamptz from app.outbox o
    join app.notification_batch b on b.issuer_id = o.issuer_id and b.id = o.batch_id and b.message_class = 'commercial'
    where o.issuer_id = ${issuerId} and o.state in ('handing-over', 'unknown') and o.channel = ${channel}
      and o.mailbox in ${texts(mailboxes)}
    union all
    select null, m.customer_id, m.outcome_at from silver.notification_member m
    join app.notification_batch b on b.issuer_id = m.issuer_id and b.id = m.batch_id and b.message_class = 'commercial'
    where m.customer_id in ${numbers(customers)} and m.issuer_id = ${issuerId}
      and m.outcome in ('sent', 'merged') and m.outcome_at > ${from}::text::timestamptz
    union all
    select null, m.customer_id, ${at}::text::timestamptz from silver.notification_member m
    join app.notification_batch b on b.issuer_id = m.issuer_id and b.id = m.batch_id and b.message_class = 'commercial'
    join app.outbox o on o.issuer_id = m.issuer_id and o.batch_id = m.batch_id and o.mailbox = m.mailbox
    where m.customer_id in ${numbers(customers)} and m.issuer_id = ${issuerId} and m.left_out is null
      and o.state in ('handing-over', 'unknown')`);
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
