import type { CardFacts } from "./card-facts";
import { STATUTE_CURRENCY } from "./exemption";
import type { Finding } from "./finding";
import type { Condition, Rule, RuleField, Sourced } from "./rule";
import type { Ruling } from "./ruling";

/** Fields of a rule that a determination rests on, in the order in which they are asked. */
export const fieldsAsked = [
  "claim",
  "exemptions",
  "clock",
  "dormancyYears",
  "share",
  "reportCutoff",
  "reportDue",
  "letters",
] as const satisfies readonly RuleField[];
type FieldAsked = (typeof fieldsAsked)[number];

/** A public source says so, and no source says otherwise. */
export const isSettled = ({ confidence, alternatives }: Sourced<unknown>): boolean =>
  confidence === "verified" && (alternatives === undefined || alternatives.length === 0);

/** What counsel has to confirm before anybody relies on the finding: fields of the rule, then facts of card and issuer. */
export function unsettledOf(finding: Finding, ruling: Ruling, card: CardFacts): string[] {
  const { rule } = finding;
  const fields = fieldsUsed(finding).filter((field) => !isSettled(rule[field]) || isPartlyComputed(rule, field));
  if (finding.exemption?.confidence === "to-confirm" && !fields.includes("exemptions")) fields.push("exemptions");
  const facts = factsMissing(finding, ruling, card);
  return [...new Set<string>([...fields, ...facts])];
}

function fieldsUsed({ stands, exemption, ground }: Finding): FieldAsked[] {
  if (stands === "no-claim" || ground === "by-category") return ["claim"];
  if (ground === "nothing-left") return [];
  if (ground === "never-expires") return ["claim", "exemptions", "clock"];
  // What is exempt is exempt, whatever the State says of other cards.
  if (exemption !== null) return ["exemptions"];
  if (ground === "given-not-sold") return ["claim", "exemptions"];
  return [...fieldsAsked];
}

/** Parts of a rule that no card can answer: the dates and the amount are then those of the usual case. */
const isPartlyComputed = ({ share, reportDue }: Rule, field: FieldAsked): boolean =>
  (field === "share" && share.value?.aboveYearlySales !== undefined) ||
  (field === "reportDue" && reportDue.value?.everyYears !== undefined);

function factsMissing(finding: Finding, { claimed }: Ruling, card: CardFacts): string[] {
  const { stands, ground, exemptions, run } = finding;
  if (ground === "given-not-sold") return ["card.promotional"];
  if (stands === "exempt" || stands === "no-claim") return [];
  const isOtherCurrency = card.currency !== STATUTE_CURRENCY;
  const asked = exemptions.open.flatMap(({ unknown }) => unknown.map((fact) => nameOf(fact, card, isOtherCurrency)));
  const unpaid = card.promotional === null ? ["card.promotional"] : [];
  const undated = run.without === "hasExpiry" || run.without === "expiresOn" ? [`card.${run.without}`] : [];
  const unmeasured = claimed?.amount === null ? [`card.${claimed.unknown}`] : [];
  return [...asked, ...unpaid, ...undated, ...unmeasured, ...(isOtherCurrency ? ["card.currency"] : [])];
}

function nameOf(fact: Condition["fact"], card: CardFacts, isOtherCurrency: boolean): string {
  if (fact === "smallIssuer") return "issuer.smallIssuer";
  if (fact !== "face" && fact !== "balance") return `card.${fact}`;
  if (isOtherCurrency) return "card.currency";
  return card[fact] === null ? `card.${fact}` : "exemptions";
}
