import { createHash } from "node:crypto";
import { type CivilDate, civilDateIn } from "@/lib/dates";
import { type MessageLinks, messageLinks } from "../recipient-token";
import { renderMessage } from "../templates/render";
import type { ClaimedBatch, ClaimedMessage } from "./claimed";
import type { OutgoingMessage } from "./provider";

/** What the links in a message are made of. */
export type Sender = {
  readonly issuerId: number;
  readonly issuerName: string;
  readonly timeZone: string;
  /** The address people use. */
  readonly baseUrl: string;
  readonly secret: string;
};

export type Composed = { readonly message: OutgoingMessage; readonly contentHash: string };

/** A message in its last form. @throws RangeError when the words do not fit the person (`renderMessage`). */
export async function compose(
  sender: Sender,
  batch: ClaimedBatch,
  claimed: ClaimedMessage,
  now: Date,
): Promise<Composed> {
  const links = linksOf(sender, batch, claimed.mailbox, civilDateIn(sender.timeZone, now));
  const rendered = await renderMessage({
    template: batch.template,
    member: claimed.member,
    issuer: { name: sender.issuerName, legalName: batch.legalName },
    setting: { senderName: batch.senderName, postalAddress: batch.postalAddress },
    language: batch.language,
    links,
  });
  const { subject, plain, html, headers } = rendered;
  const contentHash = createHash("sha256")
    .update(JSON.stringify([subject, plain, html]))
    .digest("hex");
  const { key, address: to } = claimed;
  const { channel, messageClass, senderName, senderAddress, replyTo } = batch;
  const envelope = { key, channel, messageClass, to, senderName, senderAddress, replyTo };
  return { message: { ...envelope, subject, plain, html, headers }, contentHash };
}

function linksOf(
  { issuerId, baseUrl, secret }: Sender,
  batch: ClaimedBatch,
  mailbox: string,
  day: CivilDate,
): MessageLinks {
  return messageLinks(baseUrl, { issuerId, channel: batch.channel, mailbox, batchId: batch.id, day }, secret);
}
