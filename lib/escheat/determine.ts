import type { CivilDate } from "@/lib/dates";
import type { CardFacts, IssuerFacts } from "./card-facts";
import type { Determination, Reason, Topic } from "./determination";
import type { Finding } from "./finding";
import { followPriority, type Path } from "./priority";
import { amountSentences, counselSentences, letterSentences } from "./reasons/amount";
import { clockSentences, dormancySentences, presumptionSentences, reportSentences } from "./reasons/dates";
import { exemptionSentences, lawSentence } from "./reasons/law";
import { placeSentences } from "./reasons/place";
import type { Rulebook } from "./rulebook";
import { type Ruling, ruleOn } from "./ruling";
import { unsettledOf } from "./unsettled";

/**
 * Whether, when and for how much a card falls to a jurisdiction, each with the sentence that explains it. The facts are
 * those known on the as-of date, all dates civil; a later version of the law counts with the days it decides.
 * Reminders of the issuer are no owner activity and are not among the facts.
 */
export function determine(
  facts: CardFacts,
  issuer: IssuerFacts,
  rulebook: Rulebook,
  { asOf }: { readonly asOf: CivilDate },
): Determination {
  const card = withExpiry(facts);
  const path = followPriority(card, issuer, rulebook);
  const place = about("jurisdiction", placeSentences(path, card, issuer));
  if (path.decides === null) return undecided(path, place, card, asOf);
  const { candidate, finding } = path.decides;
  const ruling = ruleOn(finding, card, asOf);
  const needsCounsel = unsettledOf(finding, ruling, card);
  const { report, letters } = ruling;
  return {
    asOf,
    jurisdiction: candidate.jurisdiction,
    priorityRule: candidate.priority,
    ruleVersion: finding.rule.version,
    outcome: ruling.outcome,
    exemption: exemptionName(finding),
    clockStartOn: finding.run.start?.on ?? null,
    clockSetOffOn: finding.run.start?.happenedOn ?? null,
    dormancyEndsOn: finding.run.end?.on ?? null,
    presumedAbandonedOn: finding.presumedOn,
    reportYear: report?.year ?? null,
    cutoffOn: report?.cutoffOn ?? null,
    reportDueOn: report?.dueOn ?? null,
    remitOn: report?.remitFrom && report.remitTo ? { from: report.remitFrom, to: report.remitTo } : null,
    lettersFrom: letters?.from ?? null,
    lettersTo: letters?.to ?? null,
    letterRequired: ruling.letterDuty.startsWith("owed"),
    amount: ruling.amount,
    needsCounsel,
    reasons: [
      ...place,
      ...reasonsOf(finding, ruling, card, asOf),
      ...about("counsel", counselSentences(finding, needsCounsel)),
    ],
  };
}

/** A card that bears a date of expiry has one, whatever is said of its type. */
const withExpiry = (card: CardFacts): CardFacts =>
  card.expiresOn === null || card.hasExpiry === true ? card : { ...card, hasExpiry: true };

function exemptionName({ stands, exemption, ground }: Finding): string | null {
  return stands === "no-claim" ? "no-claim" : (exemption?.name ?? ground);
}

const about = (topic: Topic, sentences: readonly string[]): Reason[] =>
  sentences.map((sentence) => ({ topic, sentence }));

function reasonsOf(finding: Finding, ruling: Ruling, card: CardFacts, asOf: CivilDate): Reason[] {
  const law = about("law", [lawSentence(finding.rule)]);
  const exemption = about("exemption", exemptionSentences(finding, card));
  if (ruling.outcome === "exempt") return [...law, ...exemption];
  return [
    ...law,
    ...exemption,
    ...about("clock", clockSentences(finding, card)),
    ...about("dormancy", dormancySentences(finding)),
    ...about("presumption", presumptionSentences(finding, ruling, asOf)),
    ...about("report", reportSentences(finding, ruling)),
    ...about("letters", letterSentences(finding, ruling)),
    ...about("amount", amountSentences(finding, ruling, card)),
  ];
}

function undecided({ missing }: Path, reasons: readonly Reason[], card: CardFacts, asOf: CivilDate): Determination {
  return {
    asOf,
    jurisdiction: missing?.candidate?.jurisdiction ?? null,
    priorityRule: missing?.candidate?.priority ?? null,
    ruleVersion: null,
    outcome: "needs-counsel",
    exemption: null,
    clockStartOn: null,
    clockSetOffOn: null,
    dormancyEndsOn: null,
    presumedAbandonedOn: null,
    reportYear: null,
    cutoffOn: null,
    reportDueOn: null,
    remitOn: null,
    lettersFrom: null,
    lettersTo: null,
    letterRequired: card.hasMailingAddress,
    amount: null,
    needsCounsel: missing ? [missing.fact] : [],
    reasons,
  };
}
