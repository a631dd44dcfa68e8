import { formatMoney } from "@/lib/format";
import { escheatDeterminationMessages } from "@/lib/messages/escheat-determination";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { words } from "@/lib/messages/message";
import type { CardFacts } from "../card-facts";
import { STATUTE_CURRENCY } from "../exemption";
import type { Finding } from "../finding";
import type { Ruling } from "../ruling";
import { fieldsAsked } from "../unsettled";
import { counselWords, fieldSentence } from "../words";
import { factNames, factWords, listOf } from "./fact";
import { nameOf } from "./place";

const t = words(escheatDeterminationMessages, escheatRuleMessages);

export function letterSentences({ rule }: Finding, { letters, letterDuty }: Ruling): string[] {
  const minimum = formatMoney(BigInt(rule.letters.value?.minAmount ?? 0), STATUTE_CURRENCY);
  const unseen = rule.letters.value === null ? [fieldSentence(rule, "letters")] : [];
  const window = letters ? [t("determination.letterWindow", letters)] : [];
  return [...unseen, ...window, t(`determination.letter.${letterDuty}`, { minimum })];
}

export function amountSentences({ rule }: Finding, { claimed }: Ruling, card: CardFacts): string[] {
  const { currency, face, balance } = card;
  const place = nameOf(rule.jurisdiction);
  const money = (minor: bigint) => formatMoney(minor, currency);
  if (claimed === null) return [fieldSentence(rule, "share")];
  if (claimed.amount === null) return [t("determination.amountUnmeasured", { fact: factWords(claimed.unknown) })];
  const { amount, percent, base } = claimed;
  const key = base === "face" ? "determination.amountFace" : "determination.amountRemaining";
  const figures = { percent, face: money(face ?? 0n), balance: money(balance), amount: money(amount) };
  const said = [t(key, { place, ...figures })];
  if (rule.share.value?.aboveYearlySales !== undefined)
    said.push(fieldSentence(rule, "share"), t("determination.upperBound"));
  if (currency !== STATUTE_CURRENCY) said.push(t("determination.otherCurrency", { currency }));
  return said;
}

/** What a reader must not rely on: fields in doubt, each with its doubt, and facts nobody has entered. */
export function counselSentences({ rule }: Finding, needsCounsel: readonly string[]): string[] {
  const doubts = fieldsAsked.flatMap((field) => {
    const doubt = needsCounsel.includes(field) ? counselWords(rule, field) : null;
    return doubt === null ? [] : [t("determination.fieldDoubt", { field: t(`escheat.field.${field}`), doubt })];
  });
  const facts = factNames.filter((fact) => needsCounsel.some((name) => name.endsWith(`.${fact}`)));
  return facts.length === 0
    ? doubts
    : [...doubts, t("determination.factsUnknown", { facts: listOf(facts.map(factWords)) })];
}
