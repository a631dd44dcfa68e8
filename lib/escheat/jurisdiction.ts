import type { IssuerFacts, OwnerAddress } from "./card-facts";
import { placeOfZip } from "./zip-state";

/**
 * Which law a card falls under (Texas v. New Jersey, 379 U.S. 674): that of the owner's last known address; where there
 * is none, or its law takes no such property, that of the issuer's state of incorporation. `deemed-address` is the first
 * rule with the address that Texas supplies by statute, which an issuer's counsel may choose to follow.
 */
export const priorityRules = ["first", "deemed-address", "second"] as const;
export type PriorityRule = (typeof priorityRules)[number];

export type OwnerPlace =
  /** `otherByZip`: the ZIP code of the same address lies elsewhere; the state on record decides. */
  | { readonly known: "state"; readonly jurisdiction: string; readonly otherByZip: string | null }
  | { readonly known: "zip"; readonly jurisdiction: string; readonly zip: string }
  /** The armed forces' post lies in no state. */
  | { readonly known: "military" }
  /** `unassigned`: there is a ZIP code, but no place has it. */
  | { readonly known: "nothing"; readonly unassigned: string | null };

export const MILITARY = "military";

export function ownerPlace({ ownerJurisdiction, ownerZip }: OwnerAddress): OwnerPlace {
  const byZip = ownerZip === null ? null : placeOfZip(ownerZip);
  if (ownerJurisdiction === MILITARY) return { known: "military" };
  if (ownerJurisdiction !== null) {
    const isElsewhere = byZip !== null && byZip !== ownerJurisdiction && isUnitedStates(ownerJurisdiction);
    return { known: "state", jurisdiction: ownerJurisdiction, otherByZip: isElsewhere ? byZip : null };
  }
  if (byZip === null || ownerZip === null) return { known: "nothing", unassigned: ownerZip };
  return byZip === MILITARY ? { known: "military" } : { known: "zip", jurisdiction: byZip, zip: ownerZip };
}

export type Candidate = { readonly priority: PriorityRule; readonly jurisdiction: string };

/** The jurisdictions whose law is asked, in this order: a later one only where the earlier does not take the card. */
export function candidates(place: OwnerPlace, { incorporation, texasDeemsAddress }: IssuerFacts): Candidate[] {
  const asked: Candidate[] = [];
  if ("jurisdiction" in place) asked.push({ priority: "first", jurisdiction: place.jurisdiction });
  else if (place.known === "nothing" && texasDeemsAddress)
    asked.push({ priority: "deemed-address", jurisdiction: "US-TX" });
  if (incorporation !== null) asked.push({ priority: "second", jurisdiction: incorporation });
  return asked;
}

export const isUnitedStates = (jurisdiction: string): boolean => jurisdiction.startsWith("US-");
