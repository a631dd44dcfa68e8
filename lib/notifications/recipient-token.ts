import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { channels } from "./constants";

/** What a link in a message may do, and nothing else: each purpose has keys of its own. */
export const linkPurposes = ["unsubscribe", "statement"] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** Whose link it is. Everything the page behind it needs to know, so that it asks for no sign-in. */
const recipient = z.strictObject({
  issuerId: z.int().positive(),
  channel: z.enum(channels),
  mailbox: z.string().min(1).max(4096),
  /** Null: made outside a batch. */
  batchId: z.int().positive().nullable(),
  /** The civil day from which its age counts. */
  day: z.iso.date(),
});
export type Recipient = z.infer<typeof recipient>;

const TAG_LENGTH = 16;

/**
 * A link's token: unreadable (an address in a URL would lie in every log on its way), unforgeable, and the same for the
 * same recipient. Synthetic IV: the tag is an HMAC-SHA-256 over the plain text, cut to 128 bits, and begins the key
 * stream of AES-256-CTR (the construction of RFC 5297, which needs no random nonce). It bears no time of its own end:
 * an opt-out has to work for at least 30 days (CAN-SPAM, 15 U.S.C. 7704(a)(3)(A)(ii)), and ours works for ever.
 */
export function recipientToken(purpose: LinkPurpose, to: Recipient, secret: string): string {
  const plain = Buffer.from(JSON.stringify([to.issuerId, to.channel, to.mailbox, to.batchId, to.day]));
  const tag = tagOf(purpose, plain, secret);
  const cipher = createCipheriv("aes-256-ctr", keyOf(purpose, "encrypt", secret), tag);
  return Buffer.concat([tag, cipher.update(plain), cipher.final()]).toString("base64url");
}

/** Whose link it is; null for whatever we did not make, for another purpose's token among it. */
export function readRecipientToken(purpose: LinkPurpose, token: string, secret: string): Recipient | null {
  if (!/^[\w-]{24,8192}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length <= TAG_LENGTH || bytes.toString("base64url") !== token) return null;
  const tag = bytes.subarray(0, TAG_LENGTH);
  const decipher = createDecipheriv("aes-256-ctr", keyOf(purpose, "encrypt", secret), tag);
  const plain = Buffer.concat([decipher.update(bytes.subarray(TAG_LENGTH)), decipher.final()]);
  if (!timingSafeEqual(tag, tagOf(purpose, plain, secret))) return null;
  const [issuerId, channel, mailbox, batchId, day] = JSON.parse(plain.toString("utf8")) as unknown[];
  return recipient.parse({ issuerId, channel, mailbox, batchId, day });
}

function keyOf(purpose: LinkPurpose, use: "encrypt" | "tag", secret: string): Buffer {
  return createHmac("sha256", secret).update(`breakwater recipient link\n${purpose}\n${use}`).digest();
}

function tagOf(purpose: LinkPurpose, plain: Buffer, secret: string): Buffer {
  return createHmac("sha256", keyOf(purpose, "tag", secret))
    .update(plain)
    .digest()
    .subarray(0, TAG_LENGTH);
}

/** The addresses in a message. `oneClick` is what RFC 8058 lets the mail programme post to; `unsubscribe` shows a page. */
export type MessageLinks = { readonly statement: string; readonly unsubscribe: string; readonly oneClick: string };

/** `base` is the address people use, such as https://cards.example. */
export function messageLinks(base: string, to: Recipient, secret: string): MessageLinks {
  const root = base.replace(/\/$/, "");
  const token = recipientToken("unsubscribe", to, secret);
  const statement = `${root}/s/${recipientToken("statement", to, secret)}`;
  return { statement, unsubscribe: `${root}/u/${token}`, oneClick: `${root}/api/u/${token}` };
}
