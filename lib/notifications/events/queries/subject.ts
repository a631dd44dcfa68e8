import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { Invalid, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { mailboxOf } from "../../mailbox";
import { messageKeyIn } from "../message-id";
import type { MessageEventInput } from "../schema";

/** Whom an event is about. */
export type EventSubject = {
  readonly mailbox: string;
  readonly messageKey: string | null;
  /** Of an address alone: the batch that last wrote to it. */
  readonly batchId: number | null;
};

/** @throws NotFound for a message that is none of the issuer's, Invalid for an address that is none of that channel. */
export function readSubject(tx: Tx, scope: Scope, input: MessageEventInput): Promise<EventSubject> {
  const key = input.messageId === undefined ? null : messageKeyIn(input.messageId);
  return key === null ? ofAddress(tx, scope, input) : ofMessage(tx, scope, key, input);
}

/** A bounce can be faster than our own writing down that the message was taken: then it is still in the outbox. */
async function ofMessage(
  tx: Tx,
  { issuerId }: Scope,
  key: string,
  { channel }: MessageEventInput,
): Promise<EventSubject> {
  const [found] = await tx.execute<{ mailbox: string; batchId: number; channel: string }>(sql`
    select mailbox, batch_id as "batchId", channel from app.message where issuer_id = ${issuerId} and message_key = ${key}
    union all
    select mailbox, batch_id, channel from app.outbox where issuer_id = ${issuerId} and message_key = ${key}
    limit 1`);
  if (!found) throw new NotFound("This message");
  if (found.channel !== channel)
    throw new Invalid(undefined, { fields: { channel: `is ${found.channel}, of that message` } });
  return { mailbox: found.mailbox, messageKey: key, batchId: found.batchId };
}

async function ofAddress(
  tx: Tx,
  { issuerId }: Scope,
  { channel, address = "" }: MessageEventInput,
): Promise<EventSubject> {
  const mailbox = mailboxOf(address, channel);
  if (mailbox === null) throw new Invalid(undefined, { fields: { address: "is no address of that channel" } });
  const [last] = await tx.execute<{ batchId: number }>(sql`
    select batch_id as "batchId" from app.message
    where issuer_id = ${issuerId} and mailbox = ${mailbox} and channel = ${channel} and outcome = 'sent'
    order by ended_at desc limit 1`);
  return { mailbox, messageKey: null, batchId: last?.batchId ?? null };
}
