import { addDays, addYears, type CivilDate, type Period } from "@/lib/dates";
import { letterWindow, reportOf } from "../report-calendar";
import type { Rule, RuleField } from "../rule";
import { type Rulebook, ruleAt } from "../rulebook";

/** Everything that a report year of a jurisdiction asks of a holder, and by when. */
export type ReportDates = {
  readonly cutoffOn: CivilDate;
  readonly dueOn: CivilDate;
  /** Days on which the money follows, where it does not go with the report. */
  readonly remit: Period | null;
  /** Days on which owners are written to; null where nobody has found them. */
  readonly letters: Period | null;
  /** Each letter has days of its own, counted from its card's presumed abandonment; `letters` then spans those of the year. */
  readonly lettersByCard: boolean;
  /** Fields of the rule behind these dates that are not confirmed. */
  readonly unsure: readonly RuleField[];
  readonly rule: Rule;
};

const datedFields = ["reportCutoff", "reportDue", "letters"] as const;

/**
 * The dates of a report year, which is that of the cut-off. They are those of the version that decides the cut-off day;
 * what a jurisdiction asks of holders is the same for every kind of card. Null where cut-off or due day is not known.
 */
export function reportDates(rulebook: Rulebook, jurisdiction: string, year: number): ReportDates | null {
  const rule = ruleOfYear(rulebook, jurisdiction, year);
  const { reportCutoff, reportDue, letters } = rule;
  if (reportCutoff.value === null || reportDue.value === null) return null;
  const { cutoffOn, dueOn, remitFrom, remitTo } = reportOf(
    `${year}-${reportCutoff.value}`,
    reportCutoff.value,
    reportDue.value,
  );
  const lettersByCard = letters.value?.before === "presumed";
  return {
    cutoffOn,
    dueOn,
    remit: remitFrom !== null && remitTo !== null ? { from: remitFrom, to: remitTo } : null,
    letters: letters.value && (lettersByCard ? spanOf(letters.value, cutoffOn) : letterWindow(letters.value, dueOn)),
    lettersByCard,
    unsure: datedFields.filter((field) => rule[field].confidence !== "verified"),
    rule,
  };
}

/** The version that decides the cut-off day, wherever in the year that day lies. */
function ruleOfYear(rulebook: Rulebook, jurisdiction: string, year: number): Rule {
  const last = ruleAt(rulebook, jurisdiction, "closed-loop", `${year}-12-31`);
  const day = last.reportCutoff.value;
  return day === null ? last : ruleAt(rulebook, jurisdiction, "closed-loop", `${year}-${day}`);
}

/** From the first day for a card presumed abandoned right after the last cut-off to the last for one of this cut-off. */
function spanOf(bounds: Parameters<typeof letterWindow>[0], cutoffOn: CivilDate): Period {
  const first = letterWindow(bounds, addDays(addYears(cutoffOn, -1), 1));
  return { from: first.from, to: letterWindow(bounds, cutoffOn).to };
}
