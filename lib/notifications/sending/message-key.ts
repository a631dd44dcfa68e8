import { createHash } from "node:crypto";

/**
 * The name a message has for ever: 32 hexadecimal digits of the SHA-256 over issuer, batch and mailbox. Whoever makes
 * the same message again makes the same key, so that a unique key can hold it to one.
 */
export function messageKeyOf(issuerId: number, batchId: number, mailbox: string): string {
  return createHash("sha256").update(`${issuerId}\n${batchId}\n${mailbox}`).digest("hex").slice(0, 32);
}

/** The Message-ID of a key: a server that sees it twice knows that it is the same letter. */
export function messageIdOf(key: string, senderAddress: string): string {
  const domain = senderAddress.slice(senderAddress.lastIndexOf("@") + 1).toLowerCase();
  return `<${key}@${domain || "localhost"}>`;
}
