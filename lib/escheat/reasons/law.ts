import { t } from "@/lib/messages/escheat-determination";
import type { CardFacts } from "../card-facts";
import type { Finding } from "../finding";
import type { Rule } from "../rule";
import { fieldSentence } from "../words";
import { factWords, listOf } from "./fact";
import { nameOf } from "./place";

export function lawSentence({ jurisdiction, property, version, effectiveFrom, effectiveTo }: Rule): string {
  return t("determination.law", {
    place: nameOf(jurisdiction),
    property: t(`determination.${property}`),
    version,
    days: daysOf(effectiveFrom, effectiveTo),
  });
}

function daysOf(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return t("determination.lawFromTo", { from, to });
  if (from !== null) return t("determination.lawFrom", { from });
  return to === null ? "" : t("determination.lawTo", { to });
}

/** Why the card is taken or not, as far as that is settled. */
export function exemptionSentences(
  { rule, stands, exemption, ground, exemptions }: Finding,
  card: CardFacts,
): string[] {
  const place = nameOf(rule.jurisdiction);
  if (stands === "no-claim") return [t("determination.nobodyClaims", { place })];
  if (exemption) return [t("determination.exempt", { sentence: exemption.sentence })];
  if (ground === "by-category") return [fieldSentence(rule, "claim")];
  if (ground === "nothing-left") return [t("determination.nothingLeft")];
  if (ground === "given-not-sold") return [t("determination.given", { place })];
  if (ground === "never-expires") return [t("determination.neverExpires", { place })];
  if (rule.claim.value === null) return [fieldSentence(rule, "claim")];
  const { open, unclaimed } = exemptions;
  const said = open.map(({ exemption: { sentence }, unknown }) =>
    t("determination.exemptionOpen", { facts: listOf(unknown.map(factWords)), sentence }),
  );
  if (rule.exemptions.value === null) said.push(fieldSentence(rule, "exemptions"));
  else if (open.length === 0) said.push(t("determination.noExemption", { place }));
  for (const { sentence } of unclaimed) said.push(t("determination.exemptionUnclaimed", { sentence }));
  const asksWhetherGiven = open.some(({ unknown }) => unknown.includes("promotional"));
  if (card.promotional === null && !asksWhetherGiven) said.push(t("determination.perhapsGiven"));
  return said;
}
