import type { CardFacts, IssuerFacts } from "./card-facts";
import { type Finding, findLaw } from "./finding";
import { type Candidate, candidates, type OwnerPlace, ownerPlace } from "./jurisdiction";
import { type Rulebook, versionsOf } from "./rulebook";

export type Answered = { readonly candidate: Candidate; readonly finding: Finding };

/** Which jurisdictions were asked, and which of them decides. */
export type Path = {
  readonly place: OwnerPlace;
  /** Asked first, and left: it takes no such property, or what it exempts may be taken by the next. */
  readonly left: readonly Answered[];
  readonly decides: Answered | null;
  /** Where nobody decides: who could, and what is missing. */
  readonly missing: { readonly candidate: Candidate | null; readonly fact: MissingFact } | null;
};
export type MissingFact = "issuer.incorporation" | "card.openLoop";

export function followPriority(card: CardFacts, issuer: IssuerFacts, rulebook: Rulebook): Path {
  const place = ownerPlace(card);
  const left: Answered[] = [];
  for (const candidate of candidates(place, issuer)) {
    if (card.openLoop === null) return { place, left, decides: null, missing: { candidate, fact: "card.openLoop" } };
    const property = card.openLoop ? "open-loop" : "closed-loop";
    const finding = findLaw(versionsOf(rulebook, candidate.jurisdiction, property), card, issuer);
    const answered = { candidate, finding };
    if (!leaves(finding.stands, candidate, issuer)) return { place, left, decides: answered, missing: null };
    left.push(answered);
  }
  return { place, left, decides: null, missing: { candidate: null, fact: "issuer.incorporation" } };
}

/**
 * Property that the owner's state does not know goes to the state of incorporation; what it specifically exempts goes
 * there only where the law of that state is an older one (RUUPA § 7020(b)).
 */
export const leaves = (
  stands: Finding["stands"],
  { priority }: Candidate,
  { takesSecondPriority }: Pick<IssuerFacts, "takesSecondPriority">,
): boolean => priority !== "second" && (stands === "no-claim" || (stands === "exempt" && takesSecondPriority));
