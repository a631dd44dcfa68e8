/** What may never happen, looked for in what the provider saw. Shares no line with the code it judges. */
import type { HandedOver, Ledger, Rules } from "./ledger";

/**
 * A message is judged when it is taken in hand and heard by the provider at most so much later: what is said in between
 * comes too late for it. 30 seconds of lease less 22 of hand-over and one to spare.
 */
export const IN_HAND_MS = 7_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What is wrong with the hand-overs from number `from` on, as sentences; those before it have been looked at. */
export function faultsOf(ledger: Ledger, rules: Rules, from = 0): string[] {
  return ledger.handedOver.slice(from).flatMap((one, index) => {
    const before = ledger.handedOver.slice(0, from + index);
    return [
      ...repeated(one, before, ledger),
      ...overCaps(one, before, rules),
      ...tooFast(one, before, rules),
      ...unwanted(one, ledger),
    ].map(
      (fault) => `${new Date(one.at).toISOString()} ${one.channel} to ${one.mailbox} of batch ${one.batchId}: ${fault}`,
    );
  });
}

const isSame = (a: { batchId: number; mailbox: string }, b: { batchId: number; mailbox: string }) =>
  a.batchId === b.batchId && a.mailbox === b.mailbox;

/** Again only after it was known not to be taken, by the provider's word or a person's; with the same key always. */
function repeated(one: HandedOver, before: readonly HandedOver[], ledger: Ledger): string[] {
  const earlier = before.filter((other) => isSame(one, other));
  const last = earlier.at(-1);
  if (!last) return [];
  if (earlier.some(({ key }) => key !== one.key)) return ["the same message under another key"];
  // A provider that knows keys is asked again after a silence, and takes it once.
  if (one.channel === "sms") return one.isTaken && earlier.some(({ isTaken }) => isTaken) ? ["taken twice"] : [];
  if (last.isKnownRefused) return [];
  const isCleared = ledger.notArrived.some((said) => isSame(said, one) && said.at >= last.at && said.at <= one.at);
  return isCleared ? [] : ["handed over again though it may have been taken"];
}

/** Taken ones count; of the two ends of a window one is outside: exactly seven days later is allowed again. */
function overCaps(one: HandedOver, before: readonly HandedOver[], { capWeek, capSixtyDays }: Rules): string[] {
  if (one.messageClass !== "commercial" || !one.isTaken) return [];
  const counted = before.filter(({ messageClass, isTaken }) => messageClass === "commercial" && isTaken);
  const groups: [string, readonly HandedOver[]][] = [
    ["the mailbox", counted.filter(({ channel, mailbox }) => channel === one.channel && mailbox === one.mailbox)],
    ...one.told.map((id): [string, readonly HandedOver[]] => [
      `person ${id}`,
      counted.filter(({ told }) => told.includes(id)),
    ]),
  ];
  return groups.flatMap(([who, all]) =>
    [
      { days: 7, most: capWeek },
      { days: 60, most: capSixtyDays },
    ].flatMap(({ days, most }) => {
      const within = all.filter(({ at }) => one.at - at < days * DAY_MS).length + 1;
      return within > most ? [`${within} to ${who} within ${days} days, at most ${most}`] : [];
    }),
  );
}

function tooFast(one: HandedOver, before: readonly HandedOver[], { rate }: Rules): string[] {
  const within = before.filter(({ channel, at }) => channel === one.channel && one.at - at < 1_000).length + 1;
  return within > rate[one.channel] ? [`${within} within a second, at most ${rate[one.channel]}`] : [];
}

/**
 * Nothing of a batch that was held back, and nothing to whoever had said no, never said yes, or has nothing left, since
 * before it can have been taken in hand.
 */
function unwanted(one: HandedOver, ledger: Ledger): string[] {
  const held = <T extends { at: number }>(said: readonly T[], isNo: (last: T | undefined) => boolean) =>
    holdsThroughout(said, isNo, one.at - IN_HAND_MS, one.at);
  const faults: string[] = [];
  const own = <T extends { channel: string; mailbox: string }>(all: readonly T[]) =>
    all.filter(({ channel, mailbox }) => channel === one.channel && mailbox === one.mailbox);
  const ofBatch = ledger.holds.filter(({ batchId }) => batchId === one.batchId);
  if (held(ofBatch, (last) => last?.isHeld !== false)) faults.push("of a batch that is held back");
  if (held(own(ledger.bounced), (last) => last !== undefined)) faults.push("to an address that bounced");
  const isNo = (covers: string | undefined) =>
    covers === "all" || (one.messageClass === "commercial" && covers === "commercial");
  if (one.messageClass !== "statutory-notice" && held(own(ledger.nos), (last) => isNo(last?.covers)))
    faults.push("to a mailbox that had said no");
  for (const id of one.told) {
    const consents = ledger.consents.filter(({ customerId, channel }) => customerId === id && channel === one.channel);
    if (one.messageClass === "commercial" && held(consents, (last) => last?.yes !== true))
      faults.push(`tells person ${id}, who has not consented`);
    const balances = ledger.balances.filter(({ customerId }) => customerId === id);
    if (held(balances, (last) => (last?.minor ?? 0) <= 0)) faults.push(`tells person ${id}, who has nothing left`);
  }
  return faults;
}

/** Whether what was said last was a no at `from` and stayed one until `to`. `said` in its order. */
function holdsThroughout<T extends { at: number }>(
  said: readonly T[],
  isNo: (last: T | undefined) => boolean,
  from: number,
  to: number,
): boolean {
  if (!isNo(said.findLast(({ at }) => at <= from))) return false;
  return said.filter(({ at }) => at > from && at <= to).every((one) => isNo(one));
}
