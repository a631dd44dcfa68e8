import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Channel } from "../constants";
import { mailboxOf } from "../mailbox";
import { anyNumber } from "./any-of";

export type Address = { readonly channel: Channel; readonly mailbox: string };
type Heard = Address & { readonly batchId: number | null };

/**
 * Where those who speak at a mailbox are reached now, by these channels: who answers an old message may have moved since,
 * and the mailbox is no longer his.
 */
export async function otherAddresses(
  tx: Tx,
  scope: Pick<Scope, "issuerId">,
  said: Heard,
  by: readonly Channel[],
): Promise<Address[]> {
  const read = await readers(tx, scope, said);
  // Of a message of which nobody is known any more, or of none at all, it is whoever has had the mailbox.
  const ids = read.length > 0 ? read : await formerOwners(tx, scope, said);
  if (ids.length === 0) return [];
  const people = await tx.execute<{ email: string | null; phone: string | null }>(sql`
    select email, phone from silver.customer where issuer_id = ${scope.issuerId} and customer_id = ${anyNumber(ids)}`);
  const known = people.flatMap(({ email, phone }) => [...addressOf(email, "email"), ...addressOf(phone, "sms")]);
  const keys = new Set([`${said.channel} ${said.mailbox}`]);
  return known.filter(({ channel, mailbox }) => {
    const key = `${channel} ${mailbox}`;
    if (!by.includes(channel) || keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

function addressOf(address: string | null, channel: Channel): Address[] {
  const mailbox = address === null ? null : mailboxOf(address, channel);
  return mailbox === null ? [] : [{ channel, mailbox }];
}

async function readers(tx: Tx, { issuerId }: Pick<Scope, "issuerId">, { batchId, mailbox }: Heard): Promise<number[]> {
  if (batchId === null) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    select customer_id as id from silver.notification_member
    where issuer_id = ${issuerId} and batch_id = ${batchId} and mailbox = ${mailbox}`);
  return rows.map(({ id }) => Number(id));
}

/** Subscribers' numbers have at least so many digits, however the country before them is written. */
const OWN_DIGITS = 7;

/** Whose the mailbox was until an import gave him another. The database finds what may be it, `mailboxOf` what is. */
async function formerOwners(
  tx: Tx,
  { issuerId }: Pick<Scope, "issuerId">,
  { channel, mailbox }: Address,
): Promise<number[]> {
  if (channel === "push") return [];
  const field = { email: "email", sms: "phone" }[channel];
  const left = sql`d.before ->> ${field}`;
  const local = mailbox.slice(0, mailbox.lastIndexOf("@")).replaceAll(".", "");
  const maybe =
    channel === "email"
      ? sql`starts_with(replace(lower(trim(normalize(${left}, nfkc))), '.', ''), ${local}::text)`
      : sql`right(regexp_replace(normalize(${left}, nfkc), '\\D', '', 'g'), ${OWN_DIGITS}::int) = ${mailbox.slice(-OWN_DIGITS)}::text`;
  const rows = await tx.execute<{ id: string; address: string }>(sql`
    select d.customer_id as id, ${left} as address from bronze.customer_change d
    where d.issuer_id = ${issuerId} and ${left} is not null and ${maybe}`);
  return rows.filter(({ address }) => mailboxOf(address, channel) === mailbox).map(({ id }) => Number(id));
}
