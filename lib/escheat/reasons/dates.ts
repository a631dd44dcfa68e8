import type { CivilDate } from "@/lib/dates";
import { t } from "@/lib/messages/escheat-determination";
import type { CardFacts } from "../card-facts";
import type { ClockStart } from "../clock";
import type { Finding } from "../finding";
import type { Clock, Rule } from "../rule";
import type { Ruling } from "../ruling";
import { fieldSentence } from "../words";

export function clockSentences({ rule, run }: Finding, card: CardFacts): string[] {
  const clock = rule.clock.value;
  const law = fieldSentence(rule, "clock");
  if (clock === null) return [law];
  if (run.start === null) return [law, ...unknownExpiry(run.without)];
  const { on, happenedOn, by } = run.start;
  const key = on === happenedOn ? "determination.clockStart" : "determination.clockMoved";
  const start = t(key, { on, happenedOn, event: t(`determination.event.${by}`) });
  return [law, start, ...notCounted(clock, run.start, card)];
}

/** A later day on which the owner did something that the law passes over: the question a reader asks next. */
function notCounted({ fromDate }: Clock, { happenedOn }: ClockStart, card: CardFacts): string[] {
  if (fromDate !== undefined) return [];
  const days = [card.lastLoadOn, card.lastUseOn, card.lastEnquiryOn, card.lastContactOn, card.lastActivityOn];
  const latest = days.reduce<CivilDate>((last, day) => (day !== null && day > last ? day : last), happenedOn);
  return latest === happenedOn ? [] : [t("determination.notCounted", { on: latest })];
}

function unknownExpiry(without: Finding["run"]["without"]): string[] {
  if (without === "hasExpiry") return [t("determination.expiryUnknown")];
  return without === "expiresOn" ? [t("determination.expiryUndated")] : [];
}

export function dormancySentences({ rule, run }: Finding): string[] {
  const years = rule.dormancyYears.value;
  if (years === null) return [fieldSentence(rule, "dormancyYears")];
  const { start, end, without } = run;
  if (end === null) return start === null ? [] : unknownExpiry(without);
  const { on, by, leapDay } = end;
  const said = leapDay ? [t("determination.leapDay")] : [];
  if (by === "years") {
    const key = years === 0 ? "determination.noDormancy" : "determination.dormancy";
    return [t(key, { years, n: years, on }), ...said];
  }
  const first = rule.clock.value?.orExpiry?.whichever === "first";
  return [t(first ? "determination.expiryFirst" : "determination.expiryLast", { on }), ...said];
}

export function presumptionSentences(finding: Finding, { outcome }: Ruling, asOf: CivilDate): string[] {
  const { rule, presumedOn: on, byTransition } = finding;
  if (on === null) return [];
  const said = byTransition
    ? t("determination.byTransition", { version: rule.version, on })
    : t("determination.presumed", { on });
  return outcome === "not-yet" ? [said, t("determination.notYet", { asOf })] : [said];
}

export function reportSentences({ rule, presumedOn }: Finding, { report }: Ruling): string[] {
  if (presumedOn === null) return [];
  if (report === null) return unseenOf(rule, ["reportCutoff", "reportDue"]);
  const { year, cutoffOn: cutoff, dueOn: due, remitFrom, remitTo } = report;
  const said = [t("determination.report", { year, cutoff, due })];
  if (remitFrom !== null && remitTo !== null) said.push(t("determination.remit", { from: remitFrom, to: remitTo }));
  const years = rule.reportDue.value?.everyYears;
  if (years !== undefined) said.push(fieldSentence(rule, "reportDue"), t("determination.everyYears"));
  return said;
}

const unseenOf = (rule: Rule, fields: readonly ("reportCutoff" | "reportDue")[]): string[] =>
  fields.filter((field) => rule[field].value === null).map((field) => fieldSentence(rule, field));
