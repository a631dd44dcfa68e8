import type { CivilDate } from "@/lib/dates";
import type { CardKind, IssuerFacts } from "./card-facts";
import type { EscheatOutcome } from "./determination";
import { type Candidate, candidates, type OwnerPlace, type PriorityRule } from "./jurisdiction";
import { type CivilNumber, civilNumber, NO_DATE } from "./prepared/civil-number";
import { type Judged, type PreparedCard, type PreparedVersion, prepareVersion } from "./prepared/version";
import { leaves } from "./priority";
import type { Report } from "./report-calendar";
import { type Rulebook, versionsOf } from "./rulebook";

/** What `determine` says of a card, without its sentences; `NO_DATE` and null where it gives none. */
export type Verdict = {
  readonly outcome: EscheatOutcome;
  readonly jurisdiction: string | null;
  readonly priority: PriorityRule | null;
  readonly ruleVersion: number | null;
  readonly clockStartOn: CivilNumber;
  readonly dormancyEndsOn: CivilNumber;
  readonly presumedAbandonedOn: CivilNumber;
  readonly report: Report | null;
  readonly amount: bigint | null;
  /** What is taken if it is taken: the amount, also where `needs-counsel` leaves open whether it is. */
  readonly ifTaken: bigint | null;
};

export type PreparedLaw = (card: PreparedCard) => Verdict;

/**
 * The law for all cards of one kind whose owners live in one place, asked once: what remains for a card are a few
 * comparisons of whole numbers. Every card is decided as `determine` decides it.
 */
export function prepareLaw(
  kind: CardKind,
  place: OwnerPlace,
  issuer: IssuerFacts,
  rulebook: Rulebook,
  { asOf }: { readonly asOf: CivilDate },
): PreparedLaw {
  const prepare = (of: CardKind) => prepareKind(of, place, issuer, rulebook, civilNumber(asOf));
  const undated = prepare(kind);
  // A card that bears a date of expiry has one, whatever is said of its type.
  const dated = kind.hasExpiry === true ? undated : prepare({ ...kind, hasExpiry: true });
  return (card) => (card.expiresOn === NO_DATE ? undated(card) : dated(card));
}

function prepareKind(
  kind: CardKind,
  place: OwnerPlace,
  issuer: IssuerFacts,
  rulebook: Rulebook,
  asOf: CivilNumber,
): PreparedLaw {
  const asked = candidates(place, issuer);
  const [first = null] = asked;
  if (kind.openLoop === null) return () => undecided(first);
  const property = kind.openLoop ? "open-loop" : "closed-loop";
  const laws = asked.map((candidate) => ({
    candidate,
    versions: versionsOf(rulebook, candidate.jurisdiction, property).map((rule) => prepareVersion(rule, kind, issuer)),
  }));
  return (card) => {
    for (const { candidate, versions } of laws) {
      const found = findVersion(versions, card);
      if (!leaves(found.judged.stands, candidate, issuer)) return settle(found, candidate, card, asOf);
    }
    return undecided(null);
  };
}

type Found = { readonly version: PreparedVersion; readonly judged: Judged; readonly presumedOn: CivilNumber };

/** `findLaw` on whole numbers. */
function findVersion(versions: readonly PreparedVersion[], card: PreparedCard): Found {
  let last: Found | null = null;
  for (const version of versions) {
    if (version.to < card.soldOn) continue;
    const judged = version.judge(card);
    last = { version, judged, presumedOn: NO_DATE };
    if (judged.stands === "exempt" || judged.stands === "no-claim") continue;
    if (judged.end === NO_DATE) return last;
    const presumedOn = Math.max(judged.end, version.from);
    last = { version, judged, presumedOn };
    if (presumedOn <= version.to) return last;
  }
  if (last === null) throw new RangeError(`no version of the law covers the days from ${card.soldOn} on`);
  return last;
}

function settle({ version, judged, presumedOn }: Found, candidate: Candidate, card: PreparedCard, asOf: CivilNumber) {
  const ruleVersion = version.rule.version;
  const { stands, start, end } = judged;
  if (stands === "exempt" || stands === "no-claim") {
    return { ...undecided(candidate), ruleVersion, outcome: "exempt", amount: 0n, ifTaken: 0n } as const;
  }
  const amount = version.amount(card, start);
  const outcome = outcomeOf(stands, presumedOn, amount, asOf);
  return {
    outcome,
    jurisdiction: candidate.jurisdiction,
    priority: candidate.priority,
    ruleVersion,
    clockStartOn: start,
    dormancyEndsOn: end,
    presumedAbandonedOn: presumedOn,
    report: presumedOn === NO_DATE ? null : version.report(presumedOn),
    amount: outcome === "needs-counsel" ? null : amount,
    ifTaken: amount,
  };
}

function outcomeOf(
  stands: Judged["stands"],
  presumedOn: CivilNumber,
  amount: bigint | null,
  asOf: CivilNumber,
): EscheatOutcome {
  if (stands === "open" || presumedOn === NO_DATE) return "needs-counsel";
  if (presumedOn > asOf) return "not-yet";
  return amount === null ? "needs-counsel" : "escheats";
}

const undecided = (candidate: Candidate | null): Verdict => ({
  outcome: "needs-counsel",
  jurisdiction: candidate?.jurisdiction ?? null,
  priority: candidate?.priority ?? null,
  ruleVersion: null,
  clockStartOn: NO_DATE,
  dormancyEndsOn: NO_DATE,
  presumedAbandonedOn: NO_DATE,
  report: null,
  amount: null,
  ifTaken: null,
});
