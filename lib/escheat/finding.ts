import type { CivilDate } from "@/lib/dates";
import type { CardFacts, IssuerFacts } from "./card-facts";
import { type ClockRun, runClock } from "./clock";
import { type ExemptionOutcome, exemptionOf } from "./exemption";
import type { Exemption, Rule } from "./rule";

/** Why nothing is taken, where it is no exemption of the statute's own list. */
export const exemptGrounds = ["by-category", "nothing-left", "given-not-sold", "never-expires"] as const;
export type ExemptGround = (typeof exemptGrounds)[number];

/** What one version of a law says of a card. */
export type Finding = {
  readonly rule: Rule;
  /** `open`: the law or a fact leaves it unsettled whether the card is taken at all. */
  readonly stands: "taken" | "exempt" | "no-claim" | "open";
  readonly exemption: Exemption | null;
  readonly ground: ExemptGround | null;
  readonly exemptions: ExemptionOutcome;
  readonly run: ClockRun;
  /** Null where it is not taken, and where a missing field or fact leaves no date. */
  readonly presumedOn: CivilDate | null;
  /** The version came into force after dormancy had ended: presumed abandoned on that day. */
  readonly byTransition: boolean;
};

type Judgement = Pick<Finding, "stands" | "exemption" | "ground" | "exemptions" | "run">;

const noExemption: ExemptionOutcome = { fits: null, open: [], unclaimed: [] };
const noRun: ClockRun = { start: null, end: null, without: null };

/**
 * The first day on which the law then in force presumes the card abandoned. Versions follow one another in time; each
 * decides only its own days. Where dormancy by a version had ended before it came into force, and no earlier version took
 * the card, its first day is the day. A version that ended before the sale says nothing of the card.
 * @param versions of one jurisdiction and kind of property, covering every day, in the order of time.
 * @throws RangeError where none of them concerns the card: they do not cover every day then.
 */
export function findLaw(versions: readonly Rule[], card: CardFacts, issuer: IssuerFacts): Finding {
  let last: Finding | null = null;
  for (const rule of versions) {
    if (rule.effectiveTo !== null && rule.effectiveTo < card.soldOn) continue;
    const judgement = judge(rule, card, issuer);
    last = { rule, ...judgement, presumedOn: null, byTransition: false };
    if (judgement.stands === "exempt" || judgement.stands === "no-claim") continue;
    const end = judgement.run.end?.on ?? null;
    if (end === null) return last;
    const byTransition = rule.effectiveFrom !== null && end < rule.effectiveFrom;
    const presumedOn = byTransition ? rule.effectiveFrom : end;
    if (rule.effectiveTo === null || (presumedOn !== null && presumedOn <= rule.effectiveTo)) {
      return { ...last, presumedOn, byTransition };
    }
  }
  if (last === null) throw new RangeError(`no version of the law covers the days from ${card.soldOn} on`);
  return last;
}

function judge(rule: Rule, card: CardFacts, issuer: IssuerFacts): Judgement {
  const claim = rule.claim.value;
  const clock = rule.clock.value;
  const none = { exemption: null, ground: null, exemptions: noExemption, run: noRun };
  if (claim === "no-claim") return { ...none, stands: "no-claim" };
  if (claim === "exempt") return { ...none, stands: "exempt", ground: "by-category" };
  if (card.balance <= 0n) return { ...none, stands: "exempt", ground: "nothing-left" };
  const run = clock === null ? noRun : runClock(clock, rule.dormancyYears.value, card);
  if (claim === null) return { ...none, stands: "open", run };
  const listed = rule.exemptions.value;
  const exemptions = exemptionOf(listed ?? [], {
    kind: card,
    issuer,
    amounts: { face: card.face, balance: card.balance },
  });
  if (exemptions.fits) return { ...none, stands: "exempt", exemption: exemptions.fits, exemptions };
  if (isGiven(card, listed ?? [])) return { ...none, stands: "exempt", ground: "given-not-sold", exemptions };
  const isOpen = listed === null || exemptions.open.length > 0;
  if (run.without === "never-expires" && !isOpen)
    return { ...none, stands: "exempt", ground: "never-expires", exemptions };
  return { ...none, stands: isOpen ? "open" : "taken", exemptions, run };
}

/**
 * A card for which nobody paid is no debt to its owner (RUUPA § 7002: stored value is a promise made for consideration),
 * unless the law has a sentence of its own on promotional cards.
 */
export const isGiven = ({ promotional }: Pick<CardFacts, "promotional">, listed: readonly Exemption[]): boolean =>
  promotional === true && !listed.some(({ conditions }) => conditions.some(({ fact }) => fact === "promotional"));
