import { t } from "@/lib/messages/escheat-rules";
import type { MessageKey } from "@/lib/messages/message";
import { clockWords } from "./clock-words";
import { dayWords } from "./day-words";
import { dollars } from "./dollars";
import { jurisdictionName } from "./jurisdiction-name";
import { letterWords } from "./letter-words";
import type { Confidence, Exemption, ReportDue, Rule, RuleField, Share } from "./rule";
import { ruleFields } from "./rule";

/** One field of a rule as a lawyer reads it. */
export type FieldWords = {
  readonly field: RuleField;
  readonly name: string;
  readonly sentence: string;
  readonly confidence: Confidence;
  readonly source: string;
  /** What keeps the field from being relied on; null where it is verified and recent. */
  readonly counsel: string | null;
};

/** Every field of a rule in the order of the law: what is taken, from when, how much, and what the holder must do. */
export function ruleWords(rule: Rule): FieldWords[] {
  return ruleFields.map((field) => ({
    field,
    name: t(`escheat.field.${field}`),
    sentence: fieldSentence(rule, field),
    confidence: rule[field].confidence,
    source: rule[field].source,
    counsel: counselWords(rule, field),
  }));
}

/** Why counsel should look at a field, other readings of it included; null when it is verified and nothing is in doubt. */
export function counselWords(rule: Rule, field: RuleField): string | null {
  if (!isAsked(rule, field)) return null;
  const { confidence, mayBeStale, alternatives } = rule[field];
  const single = field === "exemptions" && (rule.exemptions.value ?? []).some((one) => one.confidence !== undefined);
  const doubts = [
    ...(confidence === "verified" ? [] : [t(`escheat.counsel.${confidence}`)]),
    ...(confidence === "verified" && single ? [t("escheat.counsel.exemption")] : []),
    ...(mayBeStale ? [t("escheat.counsel.stale")] : []),
    ...(alternatives ?? []).map((value) =>
      t("escheat.counsel.alternative", {
        sentence: fieldSentence({ ...rule, [field]: { ...rule[field], value } }, field),
      }),
    ),
  ];
  return doubts.length === 0 ? null : doubts.join(" ");
}

/** The fields somebody has to look at before anybody relies on them, in the order of the law. */
export const counselFields = (rule: Rule): RuleField[] =>
  ruleFields.filter((field) => counselWords(rule, field) !== null);

/** Of what is never taken there is no start, no dormancy and no share; a place that does not claim asks for no report. */
export function isAsked({ claim }: Pick<Rule, "claim">, field: RuleField): boolean {
  if (claim.value === "no-claim") return field === "claim";
  return claim.value !== "exempt" || !["exemptions", "clock", "dormancyYears", "share"].includes(field);
}

export function fieldSentence(rule: Rule, field: RuleField): string {
  if (!isAsked(rule, field)) return t("escheat.field.none");
  switch (field) {
    case "claim":
      return claimSentence(rule);
    case "exemptions":
      return known(rule.exemptions.value, "escheat.exemptions.unknown", exemptionWords);
    case "clock":
      return known(rule.clock.value, "escheat.clock.unknown", clockWords);
    case "dormancyYears":
      return known(rule.dormancyYears.value, "escheat.dormancy.unknown", dormancyWords);
    case "share":
      return known(rule.share.value, "escheat.share.unknown", shareWords);
    case "reportCutoff":
      return known(rule.reportCutoff.value, "escheat.cutoff.unknown", (day) =>
        t("escheat.cutoff.is", { day: dayWords(day) }),
      );
    case "reportDue":
      return known(rule.reportDue.value, "escheat.due.unknown", dueWords);
    case "letters":
      return known(rule.letters.value, "escheat.letters.unknown", letterWords);
    case "aggregateBelow":
      return known(rule.aggregateBelow.value, "escheat.aggregate.unknown", (below) =>
        below === 0 ? t("escheat.aggregate.never") : t("escheat.aggregate.below", { amount: dollars(below) }),
      );
    case "cashBack":
      return known(rule.cashBack.value, "escheat.cashBack.unknown", cashBackWords);
  }
}

const known = <T>(value: T | null, otherwise: MessageKey<typeof t>, words: (value: T) => string): string =>
  value === null ? t(otherwise) : words(value);

/** Places whose English name stands with an article. */
const WITH_ARTICLE = /^(District|Virgin|Northern)/;

function claimSentence({ jurisdiction, property, claim }: Rule): string {
  const name = jurisdictionName(jurisdiction) ?? jurisdiction;
  const place = WITH_ARTICLE.test(name) ? t("escheat.place.the", { name }) : name;
  return t(`escheat.claim.${claim.value ?? "unknown"}`, { place, cards: t(`escheat.property.${property}`) });
}

function exemptionWords(exemptions: readonly Exemption[]): string {
  if (exemptions.length === 0) return t("escheat.exemptions.none");
  return exemptions
    .map(({ sentence, onlyIfClaimed }) => (onlyIfClaimed ? t("escheat.exemptions.claimed", { sentence }) : sentence))
    .join(" ");
}

const dormancyWords = (years: number): string =>
  years === 0 ? t("escheat.dormancy.atOnce") : t("escheat.dormancy.years", { years, n: years });

export function shareWords({ percent, base, percentIfCash, byYearOfLastTransaction, aboveYearlySales }: Share): string {
  const steps = byYearOfLastTransaction?.map((step, at, all) => {
    const place = at === 0 ? "firstStep" : at === all.length - 1 ? "lastStep" : "step";
    return t(`escheat.share.${place}`, step);
  });
  const main = steps
    ? t(`escheat.share.byYear.${base}`, { steps: steps.join(", ") })
    : percent === 0
      ? t("escheat.share.none")
      : t(`escheat.share.${base}`, { percent });
  return [
    main,
    ...(percentIfCash === undefined ? [] : [t("escheat.share.cash", { percent: percentIfCash })]),
    ...(aboveYearlySales === undefined ? [] : [t("escheat.share.above", { amount: dollars(aboveYearlySales) })]),
  ].join(" ");
}

function dueWords({ day, withinDays, remitFrom, remitTo, everyYears }: ReportDue): string {
  return [
    withinDays === undefined
      ? t("escheat.due.is", { day: dayWords(day) })
      : t("escheat.due.within", { day: dayWords(day), days: withinDays }),
    ...(remitFrom && remitTo ? [t("escheat.due.remit", { from: dayWords(remitFrom), to: dayWords(remitTo) })] : []),
    ...(everyYears === undefined ? [] : [t("escheat.due.every", { years: everyYears })]),
  ].join(" ");
}

function cashBackWords({ below, inclusive }: { readonly below: number; readonly inclusive: boolean }): string {
  if (below === 0) return t("escheat.cashBack.never");
  return t(inclusive ? "escheat.cashBack.upTo" : "escheat.cashBack.below", { amount: dollars(below) });
}
