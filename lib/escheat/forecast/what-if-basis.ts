import { Invalid } from "@/lib/errors";
import { t } from "@/lib/messages/escheat-forecast";
import type { CardKind } from "../card-facts";
import { kindOf, type TypeFlags } from "../card-kind";
import type { PortfolioBasis } from "../portfolio";
import { type Activity, activities, type Rule, type Sourced } from "../rule";
import { ruleFaults } from "../rule-faults";
import { type Rulebook, ruleAt, versionsOf } from "../rulebook";
import { closeVersions } from "../versions";
import { lawKey } from "./law-key";
import type { WhatIfInput } from "./what-if-schema";

type AskedType = TypeFlags & { readonly id: number; readonly code: string };

/**
 * The same portfolio under what a question supposes.
 * @throws Invalid for a card type that is none of the issuer's, and for a rule that contradicts itself.
 */
export function supposedBasis(
  basis: PortfolioBasis,
  types: readonly AskedType[],
  question: WhatIfInput,
): PortfolioBasis {
  switch (question.change) {
    case "incorporation":
      return { ...basis, issuer: { ...basis.issuer, incorporation: question.to ?? null } };
    case "card-type":
      return { ...basis, kinds: supposedKinds(basis.kinds, types, question) };
    case "rule":
      return { ...basis, rulebook: supposedRulebook(basis, question) };
  }
}

function supposedKinds(
  kinds: ReadonlyMap<number, CardKind>,
  types: readonly AskedType[],
  question: WhatIfInput,
): ReadonlyMap<number, CardKind> {
  const type = types.find(({ code }) => code === question["card-type"]);
  if (!type) throw new Invalid(undefined, { fields: { "card-type": "is no card type of this issuer" } });
  const answerOf = (answer: "yes" | "no" | "unknown" | undefined, now: boolean | null) =>
    answer === undefined ? now : answer === "unknown" ? null : answer === "yes";
  const hasExpiry = answerOf(question.hasExpiry, type.hasExpiry);
  const supposed = kindOf({
    ...type,
    hasExpiry,
    // An expiry that is supposed away is one of the funds too.
    fundsExpire: question.hasExpiry === undefined ? type.fundsExpire : hasExpiry,
    hasFees: answerOf(question.hasFees, type.hasFees),
    cashRedeemable: answerOf(question.cashRedeemable, type.cashRedeemable),
    promotional: answerOf(question.promotional, type.promotional),
    issuerType: question.issuerType ?? type.issuerType,
    businessModel: question.businessModel ?? type.businessModel,
  });
  return new Map(kinds).set(type.id, supposed);
}

/** What is supposed counts as settled: the question is what would follow from it. */
const supposed = <T>(value: T): Sourced<T> => ({
  value,
  confidence: "verified",
  source: t("escheat.whatIf.supposed"),
});

/** The law as it is with the supposed fields in place of its own, from a day on or as if it had always been so. */
export function supposedRule(basis: PortfolioBasis, question: WhatIfInput): Rule {
  const { state = "", property, effectiveFrom, claim, dormancyYears, percent, base, startsAt } = question;
  const now = ruleAt(basis.rulebook, state, property, effectiveFrom ?? basis.asOf);
  const versions = versionsOf(basis.rulebook, state, property);
  const share = now.share.value ?? { percent: 100, base: "remaining" as const };
  const { byYearOfLastTransaction: _, percentIfCash: __, ...plainShare } = share;
  return {
    ...now,
    version: Math.max(...versions.map(({ version }) => version)) + 1,
    effectiveFrom: effectiveFrom ?? null,
    effectiveTo: null,
    ...(claim !== undefined && claimed(now, claim)),
    ...(dormancyYears !== undefined && { dormancyYears: supposed(dormancyYears) }),
    ...((percent !== undefined || base !== undefined) && {
      share: supposed({ ...plainShare, percent: percent ?? share.percent, base: base ?? share.base }),
    }),
    ...(startsAt !== undefined && { clock: supposed({ from: activitiesOf(startsAt) }) }),
  };
}

/** Of what is exempt whatever the card is like there are no single exemptions and no share. */
function claimed(
  { claim: { source } }: Rule,
  claim: "escheats" | "exempt" | "unsettled",
): Partial<Pick<Rule, "claim" | "exemptions" | "share">> {
  const nothing = { value: null, confidence: "not-found", source } as const;
  if (claim === "unsettled") return { claim: nothing };
  if (claim === "escheats") return { claim: supposed(claim) };
  return { claim: supposed(claim), exemptions: supposed([]), share: nothing };
}

const activitiesOf = (text: string): Activity[] => activities.filter((one) => text.split(",").includes(one));

function supposedRulebook(basis: PortfolioBasis, question: WhatIfInput): Rulebook {
  const { state = "", property } = question;
  const rule = supposedRule(basis, question);
  const [fault] = ruleFaults(rule);
  if (fault) throw new Invalid(fault.message, { status: 422 });
  const closed = closeVersions(versionsOf(basis.rulebook, state, property), [rule]);
  if (closed.kind === "faults") throw new Invalid(closed.sentences.join(" "), { status: 422 });
  return { versions: new Map(basis.rulebook.versions).set(lawKey(state, property), closed.versions) };
}
