import { t } from "@/lib/messages/escheat-determination";
import type { CardFacts, IssuerFacts } from "../card-facts";
import { type Candidate, isUnitedStates } from "../jurisdiction";
import { jurisdictionName } from "../jurisdiction-name";
import type { Path } from "../priority";

export const nameOf = (jurisdiction: string): string => jurisdictionName(jurisdiction) ?? jurisdiction;

/** Whose law is asked, whose is left, and whose decides. */
export function placeSentences(
  { place, left, decides, missing }: Path,
  card: CardFacts,
  issuer: IssuerFacts,
): string[] {
  const said: string[] = [];
  if (place.known === "state") {
    const key = isUnitedStates(place.jurisdiction) ? "determination.ownerState" : "determination.ownerAbroad";
    said.push(t(key, { place: nameOf(place.jurisdiction) }));
    if (place.otherByZip) said.push(t("determination.otherByZip", { place: nameOf(place.otherByZip) }));
  } else if (place.known === "zip") {
    said.push(t("determination.ownerZip", { place: nameOf(place.jurisdiction), zip: place.zip }));
  } else {
    if (place.known === "military") said.push(t("determination.military"));
    else if (place.unassigned) said.push(t("determination.unassignedZip", { zip: place.unassigned }));
    else said.push(t("determination.noAddress"));
    if (card.soldIn) said.push(t("determination.soldIn", { place: nameOf(card.soldIn) }));
  }
  const asked = [...left.map(({ candidate }) => candidate), decides?.candidate ?? missing?.candidate ?? null];
  if (asked.some((candidate) => candidate?.priority === "deemed-address")) said.push(t("determination.deemed"));
  for (const { candidate, finding } of left) {
    const key = finding.stands === "no-claim" ? "determination.noClaim" : "determination.leftToSecond";
    said.push(t(key, { place: nameOf(candidate.jurisdiction) }));
  }
  if (missing?.fact === "issuer.incorporation") said.push(t("determination.noIncorporation"));
  if (asked.at(-1)?.priority === "second")
    said.push(t("determination.second", { place: nameOf(asked.at(-1)?.jurisdiction ?? "") }));
  if (missing?.fact === "card.openLoop" && missing.candidate)
    said.push(t("determination.noProperty", { place: nameOf(missing.candidate.jurisdiction) }));
  if (decides?.finding.stands === "exempt") said.push(...notTaken(decides.candidate, issuer));
  return said;
}

function notTaken({ priority, jurisdiction }: Candidate, { incorporation }: IssuerFacts): string[] {
  if (priority === "second" || incorporation === null || incorporation === jurisdiction) return [];
  return [t("determination.notTakenBySecond", { place: nameOf(jurisdiction), other: nameOf(incorporation) })];
}
