import type { Channel, LeftOutRule } from "../constants";
import { mailboxOf } from "../mailbox";
import type { Candidate } from "../queries/candidates";
import type { Standing } from "../queries/standing";
import { mailboxKey } from "./mailbox-key";

/** One way to a person: his address there, the mailbox behind it, and the rule that closes it. */
export type Way = {
  readonly channel: Channel;
  readonly address: string;
  readonly mailbox: string;
  readonly blockedBy: LeftOutRule | null;
};

type Person = Pick<Candidate, "email" | "phone" | "consentEmail" | "consentSms">;

/**
 * The ways on which somebody could be reached, in the order in which they are preferred. What a mailbox itself says comes
 * before a missing consent: a "no" is stronger than a question that was never asked.
 */
export function waysTo(person: Person, channels: readonly Channel[], suppressed: Standing["suppressed"]): Way[] {
  return channels.flatMap((channel): Way[] => {
    const address = channel === "email" ? person.email : channel === "sms" ? person.phone : null;
    const mailbox = address === null ? null : mailboxOf(address, channel);
    if (address === null || mailbox === null) return [];
    const consent = channel === "email" ? person.consentEmail : person.consentSms;
    const blockedBy = suppressed.get(mailboxKey(channel, mailbox)) ?? (consent === true ? null : "no-consent");
    return [{ channel, address, mailbox, blockedBy }];
  });
}
