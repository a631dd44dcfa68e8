import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { BALANCE } from "@/lib/rollups/definitions";
import type { Residence } from "../../clock";
import type { Channel } from "../../constants";
import { anyNumber, anyText } from "../../queries/any-of";
import { type CountedFor, type CountedRow, countedSends } from "../../queries/counted-sends";
import type { MailboxState } from "../verdict";

/**
 * Makes a row for those mailboxes of which nothing is known. `alone`: nobody else counts messages of this issuer against
 * the caps until the end of the transaction. A person may have several mailboxes, so that locks on them are not enough.
 */
export async function knowMailboxes(
  tx: Tx,
  { issuerId }: Pick<Scope, "issuerId">,
  { channel, mailboxes, alone }: { channel: Channel; mailboxes: readonly string[]; alone: boolean },
): Promise<void> {
  const wanted = [...mailboxes].sort();
  const turn = alone ? sql`pg_advisory_xact_lock(hashtext('notification.caps'), ${issuerId}::int)` : sql`null`;
  await tx.execute(sql`
    with turn as materialized (select ${turn})
    insert into app.mailbox (issuer_id, channel, mailbox)
    select ${issuerId}, ${channel}, m from turn, jsonb_array_elements_text(${JSON.stringify(wanted)}::text::jsonb) m
    on conflict do nothing`);
}

/**
 * Locks what is known of the mailboxes, in one order: until the end of the transaction nobody else checks a message to
 * one of them.
 */
export async function lockMailboxes(
  tx: Tx,
  { issuerId }: Pick<Scope, "issuerId">,
  channel: Channel,
  mailboxes: readonly string[],
): Promise<Map<string, MailboxState>> {
  const rows = await tx.execute<{ mailbox: string } & MailboxState>(sql`
    select mailbox, suppressed, suppressed_why as "suppressedWhy" from app.mailbox
    where issuer_id = ${issuerId} and channel = ${channel} and mailbox = ${anyText(mailboxes)}
    order by mailbox for update`);
  return new Map(rows.map(({ mailbox, ...state }) => [mailbox, state]));
}

export type CustomerFacts = Residence & {
  readonly name: string | null;
  readonly consent: boolean | null;
  /** Where he is reached now by the message's channel. */
  readonly address: string | null;
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
  const address = { email: sql`email`, sms: sql`phone`, push: sql`null::text` }[channel];
  const rows = await tx.execute<{
    id: string;
    address: string | null;
    name: string | null;
    consent: boolean | null;
    timeZone: string | null;
    jurisdiction: string | null;
    zip: string | null;
    card: string | null;
    balance: string | null;
  }>(sql`
    select customer_id as id, name, ${consent} as consent, ${address} as address, time_zone as "timeZone", jurisdiction, zip,
      own.card, own.balance
    from silver.customer c
    left join lateral (
      select card_id as card, ${sql.raw(BALANCE)} as balance from silver.card_summary s
      where s.customer_id = c.customer_id and s.issuer_id = ${issuerId}) own on true
    where customer_id = ${anyNumber(ids)} and issuer_id = ${issuerId}`);
  const people = new Map<number, CustomerFacts & { balances: Map<number, bigint> }>();
  for (const { id, card, balance, ...facts } of rows) {
    const person = people.get(Number(id)) ?? { ...facts, balances: new Map<number, bigint>() };
    if (card !== null && balance !== null) person.balances.set(Number(card), BigInt(balance));
    people.set(Number(id), person);
  }
  return people;
}

export type Sent = {
  readonly toMailbox: ReadonlyMap<string, readonly Date[]>;
  readonly toCustomer: ReadonlyMap<number, readonly Date[]>;
};

/** Commercial messages that count against the caps of batch `batchId` (`countedSends`), by mailbox and by person. */
export async function readSent(
  tx: Tx,
  scope: Scope,
  { since, now, ...of }: CountedFor & { readonly since: Date; readonly now: Date },
): Promise<Sent> {
  const rows = await tx.execute<CountedRow>(countedSends(scope, { since, now, of }));
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
