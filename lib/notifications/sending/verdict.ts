import { type CivilDate, civilDateIn } from "@/lib/dates";
import { type Clock, silenceOf } from "../clock";
import type { LeftOutRule, MessageClass } from "../constants";
import { type Cap, underAllCaps } from "./frequency-cap";
import { LEASE_MS } from "./provider";
import { afterQuietHours, type QuietHours, type Silence } from "./quiet-hours";

/** What is known of a mailbox at the moment of sending. */
export type MailboxState = {
  readonly suppressed: "commercial" | "all" | null;
  readonly suppressedWhy: "opted-out" | "bounced" | "complained" | "by-hand" | null;
};

/** Somebody who would be told by the message. */
export type Holder = {
  readonly customerId: number;
  /** Null: never asked, which is not a yes. */
  readonly consent: boolean | null;
  /** Whether any of the cards he was written down for still has money on it. */
  readonly hasMoney: boolean;
  /** Whether the mailbox is no longer his: he has been given another address since the message was planned. */
  readonly isElsewhere: boolean;
};

export type Case = {
  readonly messageClass: MessageClass;
  readonly mailbox: MailboxState;
  readonly holders: readonly Holder[];
  /** Commercial messages to the mailbox, and to each of the holders by any way; those on their way among them. */
  readonly histories: readonly (readonly Date[])[];
  readonly caps: readonly Cap[];
  /** The issuer's hours. */
  readonly quiet: QuietHours;
  /** By this clock the day of the loss is counted. */
  readonly timeZone: string;
  /** Where the leader lives now: every clock that he may have, and his state's own hours. */
  readonly clock: Pick<Clock, "zones" | "quiet">;
  readonly now: Date;
  readonly uselessAt: Date | null;
  readonly lossOn: CivilDate | null;
};

export type SuppressRule = Extract<
  LeftOutRule,
  "no-consent" | "opted-out" | "bounced" | "complained" | "by-hand" | "nothing-left" | "other-address"
>;
/** `state-hours`: by the issuer's own and the first of the clocks it could have left. */
export type HoursRule = "quiet-hours" | "state-hours";
export type Verdict =
  /** Goes now, to these; the others among the holders are left out by their rule. */
  | { readonly does: "send"; readonly to: readonly number[]; readonly without: ReadonlyMap<number, SuppressRule> }
  | { readonly does: "wait"; readonly until: Date; readonly why: "frequency-cap" | HoursRule }
  | { readonly does: "suppress"; readonly rules: ReadonlyMap<number, SuppressRule> }
  /** No lawful moment is left while it is of use: a person has to look. */
  | { readonly does: "hand-to-person"; readonly why: "frequency-cap" | HoursRule | "too-late" };

/**
 * Whether a message may leave at this moment. Opt-outs, consent, caps and quiet hours bind commercial messages; a
 * transactional one knows quiet hours and a "no" to everything; a statutory notice passes all of them but goes to no
 * mailbox that does not exist. Money counts for each class, and so does the address: nobody is reminded of an empty card,
 * and nobody's cards are told at an address that he has left.
 */
export function judge(given: Case): Verdict {
  const { messageClass, mailbox, holders, now } = given;
  const blocked = blockedBy(messageClass, mailbox);
  if (blocked) return { does: "suppress", rules: new Map(holders.map(({ customerId }) => [customerId, blocked])) };

  const without = new Map<number, SuppressRule>();
  for (const { customerId, consent, hasMoney, isElsewhere } of holders) {
    if (isElsewhere) without.set(customerId, "other-address");
    else if (messageClass === "commercial" && consent !== true) without.set(customerId, "no-consent");
    else if (!hasMoney) without.set(customerId, "nothing-left");
  }
  const to = holders.map(({ customerId }) => customerId).filter((id) => !without.has(id));
  if (to.length === 0) return { does: "suppress", rules: without };

  if (isTooLate(given, now)) return { does: "hand-to-person", why: "too-late" };
  const capped = messageClass === "commercial" ? underAllCaps(given.caps, given.histories, now) : now;
  if (capped === null) return { does: "hand-to-person", why: "frequency-cap" };
  const at = messageClass === "statutory-notice" ? capped : outside(silenceOf(given.clock, given.quiet), capped);
  if (at?.getTime() === now.getTime()) return { does: "send", to, without };
  const why = capped > now ? "frequency-cap" : hoursRule(given, now);
  return at === null || isTooLate(given, at) ? { does: "hand-to-person", why } : { does: "wait", until: at, why };
}

function hoursRule({ clock, quiet }: Case, now: Date): HoursRule {
  const issuers = { zones: clock.zones.slice(0, 1), quiet: [quiet] };
  return outside(issuers, now)?.getTime() === now.getTime() ? "state-hours" : "quiet-hours";
}

/** From being taken in hand to being heard by the provider a message may take its whole lease, and none of it is quiet. */
function outside(silence: Silence, from: Date): Date | null {
  const begun = afterQuietHours(silence, from);
  if (begun === null) return null;
  const heard = new Date(begun.getTime() + LEASE_MS);
  const after = afterQuietHours(silence, heard);
  return after === null || after > heard ? after : begun;
}

function blockedBy(messageClass: MessageClass, { suppressed, suppressedWhy }: MailboxState): SuppressRule | null {
  if (suppressed === null) return null;
  const why = suppressedWhy ?? "by-hand";
  if (messageClass === "statutory-notice") return why === "bounced" ? why : null;
  return messageClass === "commercial" || suppressed === "all" ? why : null;
}

/** The day of the loss is still a day on which the card can be used. */
function isTooLate({ uselessAt, lossOn, timeZone }: Case, at: Date): boolean {
  if (uselessAt !== null && at > uselessAt) return true;
  return lossOn !== null && civilDateIn(timeZone, at) > lossOn;
}
