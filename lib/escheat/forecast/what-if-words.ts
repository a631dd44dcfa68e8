import { t } from "@/lib/messages/escheat-forecast";
import { clockWords } from "../clock-words";
import { jurisdictionName } from "../jurisdiction-name";
import { activities } from "../rule";
import { typeFacts } from "./what-if-parts";
import type { WhatIfParams } from "./what-if-schema";

const placeName = (jurisdiction = "") => jurisdictionName(jurisdiction) ?? jurisdiction;

/** The question as one sentence: what it supposes, part by part. */
export function questionWords(question: WhatIfParams): string {
  if (question.change === "incorporation")
    return t("escheat.whatIf.says.incorporation", { place: placeName(question.to) });
  const parts = question.change === "rule" ? ruleParts(question) : typeParts(question);
  const subject =
    question.change === "rule"
      ? t("escheat.whatIf.says.rule", {
          place: placeName(question.state),
          cards: t(`escheat.property.${question.property}`),
        })
      : t("escheat.whatIf.says.type", { code: question["card-type"] ?? "" });
  const from = question.effectiveFrom ? ` ${t("escheat.whatIf.says.from", { date: question.effectiveFrom })}` : "";
  return `${subject} ${parts.join(", ")}${from}`;
}

function ruleParts({ claim, dormancyYears, percent, base, startsAt }: WhatIfParams): string[] {
  return [
    ...(claim === undefined ? [] : [t(`escheat.whatIf.claim.${claim}`).toLowerCase()]),
    ...(dormancyYears === undefined
      ? []
      : [t("escheat.whatIf.says.dormancy", { years: dormancyYears, n: dormancyYears })]),
    ...(percent === undefined ? [] : [t("escheat.whatIf.says.percent", { percent })]),
    ...(base === undefined ? [] : [t(`escheat.whatIf.base.${base}`).toLowerCase()]),
    ...(startsAt === undefined
      ? []
      : [clockWords({ from: activities.filter((one) => startsAt.split(",").includes(one)) }).split(". ")[0] ?? ""]),
  ];
}

function typeParts(question: WhatIfParams): string[] {
  const facts = typeFacts.flatMap((fact) => {
    const answer = question[fact];
    return answer === undefined ? [] : [`${t(`escheat.whatIf.fact.${fact}`)}: ${t(`escheat.whatIf.answer.${answer}`)}`];
  });
  return [
    ...facts,
    ...(question.issuerType === undefined ? [] : [t(`value.${question.issuerType}`)]),
    ...(question.businessModel === undefined ? [] : [t(`value.${question.businessModel}`)]),
  ];
}
