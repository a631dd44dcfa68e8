import type { CivilDate } from "@/lib/dates";
import type { PriorityRule } from "./jurisdiction";

/**
 * `escheats`: presumed abandoned on the as-of date or before. `not-yet`: it will be, on the date given, if nobody uses it.
 * `exempt`: nothing will be taken as the law and the card stand. `needs-counsel`: one of these, but a field of the law or
 * a fact of the card that nobody knows decides which, or decides the amount that is due.
 */
export const outcomes = ["escheats", "not-yet", "exempt", "needs-counsel"] as const;
export type EscheatOutcome = (typeof outcomes)[number];

/** In the order in which a lawyer reads them. */
export const topics = [
  "jurisdiction",
  "law",
  "exemption",
  "clock",
  "dormancy",
  "presumption",
  "report",
  "letters",
  "amount",
  "counsel",
] as const;
export type Topic = (typeof topics)[number];

export type Reason = { readonly topic: Topic; readonly sentence: string };

export type Determination = {
  readonly asOf: CivilDate;
  /** Whose law decides; null where none could be found. */
  readonly jurisdiction: string | null;
  readonly priorityRule: PriorityRule | null;
  readonly ruleVersion: number | null;
  readonly outcome: EscheatOutcome;
  /** Name of the exemption that fits, or of the ground on which nothing is taken; null unless exempt. */
  readonly exemption: string | null;
  /** Dates are given as far as they can be computed, also with `needs-counsel`; none for an exempt card. */
  readonly clockStartOn: CivilDate | null;
  /** The day of what started the clock itself, where the law moves the start to a day of its year. */
  readonly clockSetOffOn: CivilDate | null;
  readonly dormancyEndsOn: CivilDate | null;
  readonly presumedAbandonedOn: CivilDate | null;
  readonly reportYear: number | null;
  readonly cutoffOn: CivilDate | null;
  readonly reportDueOn: CivilDate | null;
  /** Days between which the money is sent, where it does not go with the report. */
  readonly remitOn: { readonly from: CivilDate; readonly to: CivilDate } | null;
  readonly lettersFrom: CivilDate | null;
  readonly lettersTo: CivilDate | null;
  readonly letterRequired: boolean;
  /**
   * Minor units of the card's currency: what is taken, or for `not-yet` what would be taken of today's balance. Zero when
   * exempt; null where it turns on something unknown.
   */
  readonly amount: bigint | null;
  /** What counsel has to confirm: fields of the rule ('share'), facts of the card or the issuer ('card.hasFees'). */
  readonly needsCounsel: readonly string[];
  readonly reasons: readonly Reason[];
};
