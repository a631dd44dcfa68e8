import { createHash } from "node:crypto";
import type { Arm } from "../constants";

/** A person of the trial. Whoever shares a mailbox reads the same message, and therefore shares the arm. */
export type DrawnMember = { readonly customerId: number; readonly mailbox: string; readonly stratum: string };

type Unit = { readonly mailbox: string; readonly stratum: string; readonly hash: string };

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** How many of `units` mailboxes are held out: the nearest whole number to share × units. */
export const controlCount = (units: number, share: number): number => Math.round(share * units);

/**
 * Stratified random hold-out. The unit is the mailbox: its arm is fixed by SHA-256 of (seed, mailbox), so that the same
 * seed and people give the same draw in any order. Of N mailboxes exactly K = round(share × N) are controls. Strata, by
 * name, take their part of K by systematic sampling with a random start that comes of the seed: stratum s gets
 * ⌊(C + n)K/N + r/N⌋ − ⌊CK/N + r/N⌋ for the C mailboxes before it, which is less than one away from n·K/N and equals it
 * in expectation. Every mailbox has therefore the same chance K/N whatever the size of its stratum; rounding each stratum
 * for itself would never hold out anybody from a small one. Within a stratum the smallest hashes are the controls.
 *
 * A mailbox whose people fall into several strata belongs to that of the lowest customer number. Throws RangeError
 * unless 0 ≤ share < 1.
 */
export function drawArms(seed: string, members: readonly DrawnMember[], share: number): Map<number, Arm> {
  if (!(share >= 0 && share < 1)) throw new RangeError(`${share} is not a share to hold out`);
  const controls = controlMailboxes(seed, unitsOf(seed, members), share);
  return new Map(members.map((member) => [member.customerId, controls.has(member.mailbox) ? "control" : "remind"]));
}

function unitsOf(seed: string, members: readonly DrawnMember[]): Unit[] {
  const first = new Map<string, DrawnMember>();
  for (const member of members) {
    const known = first.get(member.mailbox);
    if (known === undefined || member.customerId < known.customerId) first.set(member.mailbox, member);
  }
  return Array.from(first.values(), ({ mailbox, stratum }) => ({
    mailbox,
    stratum,
    hash: digest(`${seed}\n${mailbox}`),
  }));
}

function controlMailboxes(seed: string, units: readonly Unit[], share: number): Set<string> {
  const count = controlCount(units.length, share);
  const start = randomStart(seed, units.length);
  const ordered = [...units].sort((a, b) => byText(a.stratum, b.stratum) || byText(a.hash, b.hash));
  const takenBefore = (position: number) => Math.floor((position * count + start) / units.length);
  const controls = new Set<string>();
  let from = 0;
  while (from < ordered.length) {
    const stratum = ordered[from]?.stratum;
    let to = from;
    while (ordered[to]?.stratum === stratum && to < ordered.length) to++;
    const quota = takenBefore(to) - takenBefore(from);
    for (const { mailbox } of ordered.slice(from, from + quota)) controls.add(mailbox);
    from = to;
  }
  return controls;
}

/** A whole number in [0, below), uniform but for 2⁻⁴⁸ × below. */
const randomStart = (seed: string, below: number): number =>
  below === 0 ? 0 : Number.parseInt(digest(`${seed}\nstart`).slice(0, 12), 16) % below;
