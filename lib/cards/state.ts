import type { CivilDate } from "@/lib/dates";

/**
 * Where a card stands on a date. The first that fits, from the end of its life to the beginning: what has lapsed is no
 * longer "partly used".
 */
export const cardStates = [
  "not-sold",
  "escheated",
  "used",
  "lapsed",
  "expired",
  "partly-used",
  "opened",
  "never-opened",
  "unused",
] as const;
export type CardState = (typeof cardStates)[number];

export type StateFacts = {
  readonly asOf: CivilDate;
  readonly cards: number;
  readonly sold: bigint;
  readonly redeemed: bigint;
  readonly escheated: bigint;
  /** Value neither redeemed nor taken by the state; lapsed or not. */
  readonly left: bigint;
  readonly owed: bigint;
  readonly cardExpiresOn: CivilDate | null;
  readonly fundsExpiresOn: CivilDate | null;
  readonly openedOn: CivilDate | null;
  /** Only of a digital card it is known whether its message was opened. */
  readonly digital: boolean;
};

/** A card is usable on its expiry date and its funds are there on theirs: both end the day after. */
export function stateOf(facts: StateFacts): CardState {
  const past = (date: CivilDate | null) => date !== null && facts.asOf > date;
  if (facts.sold <= 0n && facts.cards <= 0) return "not-sold";
  if (facts.left <= 0n) return facts.escheated > 0n ? "escheated" : "used";
  if (past(facts.fundsExpiresOn) || facts.owed <= 0n) return "lapsed";
  if (past(facts.cardExpiresOn)) return "expired";
  if (facts.redeemed > 0n) return "partly-used";
  if (facts.openedOn !== null && facts.openedOn <= facts.asOf) return "opened";
  return facts.digital ? "never-opened" : "unused";
}
