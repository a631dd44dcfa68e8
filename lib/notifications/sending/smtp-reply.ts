import { type HandOver, shortReply } from "./provider";

/** What is known of a hand-over that did not end well. */
export type SmtpFault = {
  /** The server's code, when it gave one. */
  readonly code: number | null;
  /** What it answered to: "RCPT TO", "MAIL FROM", "DATA", "CONN" … */
  readonly command: string;
  readonly text: string;
  /** Whether the whole message had been written when it happened. */
  readonly handedOver: boolean;
};

/** A mailbox nobody has: RFC 5321 section 4.2.3. */
const NO_MAILBOX = [550, 551, 553];
/** Replies to these speak of us or of the line, not of the person written to. */
const NOT_HIS_FAULT = ["CONN", "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL FROM", "API"];

/**
 * SMTP replies by class. 4yz: not now (RFC 5321 section 4.2.1). 5yz: never, and 550, 551 and 553 to a recipient say that
 * nobody is there, unless the enhanced code names a policy (5.7.z, RFC 3463), which says nothing about the address.
 * 552 is a full mailbox as often as a message too large, so that it is tried a few times more (`retry.ts`).
 * A line that breaks after the last byte leaves everything open: the server may have taken it.
 */
export function judgeReply({ code, command, text, handedOver }: SmtpFault): HandOver {
  const reply = shortReply(text);
  const resting = NOT_HIS_FAULT.some((one) => command.startsWith(one));
  if (code === null) return handedOver ? { result: "unknown", reply } : { result: "later", reply, resting: true };
  if (code < 500 || code === 552) return { result: "later", reply, resting: code === 421 || resting };
  if (resting) return { result: "later", reply, resting };
  const isPolicy = /\b5\.7\.\d{1,3}\b/.test(text);
  return { result: NO_MAILBOX.includes(code) && !isPolicy ? "bounced" : "failed", reply };
}
