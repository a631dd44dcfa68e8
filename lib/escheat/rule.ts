import type { IssuerType } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import type { PropertyKind } from "./constants";

/**
 * The law of one jurisdiction about one kind of property, as data: dated versions whose every field names its source
 * and how sure we are of it. Amounts are US dollars in cents, as the statutes write them.
 */
export const confidences = ["verified", "to-confirm", "not-found"] as const;
export type Confidence = (typeof confidences)[number];

/** A field of the law. `value` is null exactly where `confidence` is 'not-found': the field then needs counsel. */
export type Sourced<T> = {
  readonly value: T | null;
  readonly confidence: Confidence;
  readonly source: string;
  /** Rests on an old secondary source: true once, perhaps no longer. */
  readonly mayBeStale?: boolean;
  /** Other values that the sources allow (Missouri: 5 years or 7). A forecast shows the range over them. */
  readonly alternatives?: readonly T[];
};

export const claims = ["escheats", "exempt", "no-claim"] as const;
/**
 * `escheats` unless an exemption fits the card; `exempt` whatever the card is like; `no-claim`: not a jurisdiction
 * that takes such property, so the next priority decides. Null: unsettled.
 */
export type Claim = (typeof claims)[number];

/**
 * Questions about a card or its issuer that are answered yes, no or not at all. `merchandiseOnly` (goods and services)
 * and `cashRedeemable` (beyond a small rest) are each other's contrary: one answers for the other where that is unknown.
 */
export const yesNoFacts = [
  "hasExpiry",
  "hasFees",
  "cashRedeemable",
  "merchandiseOnly",
  "promotional",
  "paper",
  "smallIssuer",
  "soldToCharity",
  "eventAdmission",
  "prepaidCalling",
] as const;
export type YesNoFact = (typeof yesNoFacts)[number];

export const amountFacts = ["face", "balance"] as const;
export type AmountFact = (typeof amountFacts)[number];

export type Condition =
  | { readonly fact: YesNoFact; readonly is: boolean }
  | { readonly fact: "issuerType"; readonly oneOf: readonly IssuerType[] }
  /** Null: there is a limit, but nobody has seen its figure, so the answer is unknown. */
  | { readonly fact: AmountFact; readonly atMost: number | null };

/** A card is exempt when all conditions of one exemption hold. A fact nobody knows makes the answer unknown. */
export type Exemption = {
  /** Stable name, in kebab case: 'no-expiry-no-fees'. */
  readonly name: string;
  readonly conditions: readonly Condition[];
  /** The rule as one sentence a lawyer would accept. */
  readonly sentence: string;
  /**
   * For issuers or cards out of the ordinary, which no file of cards shows (a small issuer, paper): whoever relies on
   * it must say so. Unknown is then no, and the determination says that the exemption was not claimed.
   */
  readonly onlyIfClaimed?: boolean;
  /** Where this one is less sure than the list it stands in. */
  readonly confidence?: "to-confirm";
};

export const activities = ["sale", "load", "use", "enquiry", "contact"] as const;
/** What the owner did. Nothing the holder does by himself (a reminder, a fee) is among them. */
export type Activity = (typeof activities)[number];

export type Clock = {
  /** The clock starts at the latest of these... */
  readonly from: readonly Activity[];
  /** ...or at the card's expiry instead (Nevada); `from` is then empty, and without an expiry no clock runs. */
  readonly fromDate?: "card-expiry";
  /** Moved to that day of its own year, be it earlier or later, before the years are counted. */
  readonly yearEnd?: "12-31" | "06-30";
  /** Which of the activities are moved; all unless given. The latest is looked for after the move. */
  readonly yearEndOf?: readonly Activity[];
  /**
   * A card with an expiry is abandoned at the first (Texas) or last (Pennsylvania) of: the end of dormancy, and so many
   * `years` after its expiry. The expiry counts as no earlier than `expiryAtLeast` years after the last sale or load.
   */
  readonly orExpiry?: { readonly whichever: "first" | "last"; readonly years: number; readonly expiryAtLeast?: number };
};

export type Share = {
  /** Per cent of the base that the jurisdiction takes; the result is never more than what is left on the card. */
  readonly percent: number;
  /** Of all that was paid onto the card; or of what is left on it. */
  readonly base: "face" | "remaining";
  /** Where `percent` is for cards good for merchandise only: per cent of what is left on a card that gives money back. */
  readonly percentIfCash?: number;
  /** By the year of the last transaction (Maine): the first also for years before it, the last also for years after. */
  readonly byYearOfLastTransaction?: readonly { readonly year: number; readonly percent: number }[];
  /**
   * Only what passes these yearly sales of the issuer is abandoned (Montana). No card shows it: what is computed for a
   * card is then an upper bound.
   */
  readonly aboveYearlySales?: number;
};

/** A day of the year, 'MM-DD'; never 29 February. */
export type DayOfYear = string;

export type ReportDue = {
  /** Last safe day of filing, the first such day after the cut-off: "before 1 November" is 10-31. */
  readonly day: DayOfYear;
  /** Not later than so many days after the cut-off either (Connecticut: 90, which is 30 March in a leap year). */
  readonly withinDays?: number;
  /** Where money follows a notice report (California): the days of the next year between which it is sent. */
  readonly remitFrom?: DayOfYear;
  readonly remitTo?: DayOfYear;
  /** Reports only every so many years (Mississippi by its text; which years is not known). */
  readonly everyYears?: number;
};

export type Letters = {
  /** Days before the reference day; null where the law sets no bound on that side. */
  readonly minDays: number | null;
  readonly maxDays: number | null;
  /** Counted back from the report's due date, or from presumed abandonment (Connecticut). */
  readonly before: "report-due" | "presumed";
  /** The least value for which a letter is owed; null: the law names none, so every owner is written to. */
  readonly minAmount: number | null;
  /** A letter where the owner consented to e-mail: by post only, by both, or by e-mail in its place. */
  readonly email?: "both" | "instead";
};

export type Rule = {
  /** 'US-WV'; a country where it is not the United States: 'CA'. */
  readonly jurisdiction: string;
  readonly property: PropertyKind;
  /** 0 as shipped; an issuer's own versions count from 1. */
  readonly version: number;
  /** First and last day on which presumed abandonment falls under this version; null: no bound known. */
  readonly effectiveFrom: CivilDate | null;
  readonly effectiveTo: CivilDate | null;
  /** Who of the issuer has held it against the law; null as shipped, and as long as nobody has. */
  readonly confirmed: { readonly by: string; readonly on: CivilDate } | null;
  readonly claim: Sourced<Claim>;
  readonly exemptions: Sourced<readonly Exemption[]>;
  readonly clock: Sourced<Clock>;
  readonly dormancyYears: Sourced<number>;
  readonly share: Sourced<Share>;
  readonly reportCutoff: Sourced<DayOfYear>;
  readonly reportDue: Sourced<ReportDue>;
  readonly letters: Sourced<Letters>;
  /** Owners below this may be reported as one line; 0: aggregation is not allowed. */
  readonly aggregateBelow: Sourced<number>;
  /** The holder may ask for cash below (or up to) this; below 0, not inclusive: no such right. */
  readonly cashBack: Sourced<{ readonly below: number; readonly inclusive: boolean }>;
  /** What else counsel should know. */
  readonly note: string | null;
};

/** The fields of the law in the order it is read: what is taken, from when, how much, and what the holder must do. */
export const ruleFields = [
  "claim",
  "exemptions",
  "clock",
  "dormancyYears",
  "share",
  "reportCutoff",
  "reportDue",
  "letters",
  "aggregateBelow",
  "cashBack",
] as const;
export type RuleField = (typeof ruleFields)[number];
