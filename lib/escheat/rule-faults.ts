import { daysBetween, isCivilDate } from "@/lib/dates";
import type { Clock, Exemption, Letters, ReportDue, Rule, Share } from "./rule";

/** A contradiction in a rule: where it stands and why it cannot be, as a sentence. */
export type RuleFault = { readonly path: readonly (string | number)[]; readonly message: string };

type Fault = RuleFault | false | null | undefined;
const kept = (faults: readonly Fault[]): RuleFault[] =>
  faults.filter((fault) => typeof fault === "object" && fault !== null);
const twice = <T>(items: readonly T[]): boolean => new Set(items).size < items.length;

/** What cannot all be true of one rule, though each field by itself reads well. */
export function ruleFaults(rule: Rule): RuleFault[] {
  const { effectiveFrom, effectiveTo } = rule;
  return [
    ...kept([
      effectiveFrom !== null &&
        effectiveTo !== null &&
        effectiveTo < effectiveFrom && {
          path: ["effectiveTo"],
          message: `The last day ${effectiveTo} is before the first, ${effectiveFrom}.`,
        },
      rule.version === 0 &&
        rule.confirmed !== null && { path: ["confirmed"], message: "A version as shipped is confirmed by nobody." },
      rule.claim.value === "exempt" &&
        rule.share.value !== null && {
          path: ["share"],
          message: "Nothing is taken of what is exempt whatever the card is like, so there is no share.",
        },
      rule.claim.value === "exempt" &&
        (rule.exemptions.value ?? []).length > 0 && {
          path: ["exemptions"],
          message:
            "What is exempt whatever the card is like needs no single exemptions; otherwise the claim is 'escheats'.",
        },
    ]),
    ...under("exemptions", rule.exemptions, exemptionFaults),
    ...under("clock", rule.clock, clockFaults),
    ...under("share", rule.share, shareFaults),
    ...under("reportDue", rule.reportDue, (due) => dueFaults(due, rule.reportCutoff.value)),
    ...under("letters", rule.letters, letterFaults),
  ];
}

/** Faults of a field's value and of each alternative to it, with their place in the rule. */
function under<T>(
  field: string,
  sourced: { readonly value: T | null; readonly alternatives?: readonly T[] },
  faults: (value: T) => RuleFault[],
): RuleFault[] {
  const at = (place: readonly (string | number)[], value: T) =>
    faults(value).map(({ path, message }) => ({ path: [field, ...place, ...path], message }));
  return [
    ...(sourced.value === null ? [] : at(["value"], sourced.value)),
    ...(sourced.alternatives ?? []).flatMap((value, index) => at(["alternatives", index], value)),
  ];
}

function exemptionFaults(exemptions: readonly Exemption[]): RuleFault[] {
  const repeated = exemptions.find(({ name }, at) => exemptions.some((other, i) => i < at && other.name === name));
  return [
    ...kept([repeated && { path: [], message: `Two exemptions are called '${repeated.name}'.` }]),
    ...exemptions.flatMap((exemption, index) =>
      conditionFaults(exemption).map((message) => ({ path: [index], message })),
    ),
  ];
}

function conditionFaults({ name, conditions }: Exemption): string[] {
  const facts = conditions.map(({ fact }) => fact);
  if (conditions.length === 0) {
    return [`The exemption '${name}' has no condition and would fit every card; then the claim is 'exempt'.`];
  }
  if (twice(facts)) return [`The exemption '${name}' asks the same fact twice.`];
  const contrary = conditions.filter(
    (condition) => "is" in condition && (condition.fact === "merchandiseOnly" || condition.fact === "cashRedeemable"),
  );
  const answers = contrary.map((condition) => "is" in condition && condition.is);
  return contrary.length === 2 && answers[0] === answers[1]
    ? [`The exemption '${name}' fits no card: one for goods and services only gives no cash back, any other does.`]
    : [];
}

function clockFaults({ from, fromDate, yearEnd, yearEndOf, orExpiry }: Clock): RuleFault[] {
  return kept([
    from.length === 0 && fromDate === undefined && { path: ["from"], message: "The clock has no start." },
    from.length > 0 &&
      fromDate !== undefined && {
        path: ["fromDate"],
        message: "The clock starts at what the owner did or at the card's expiry, not at both.",
      },
    twice(from) && { path: ["from"], message: "The clock names an activity twice." },
    yearEndOf !== undefined &&
      yearEnd === undefined && { path: ["yearEndOf"], message: "Activities are to be moved, but no day is named." },
    yearEndOf?.some((activity) => !from.includes(activity)) && {
      path: ["yearEndOf"],
      message: "An activity is to be moved that does not start the clock.",
    },
    fromDate !== undefined &&
      orExpiry !== undefined && { path: ["orExpiry"], message: "The clock starts at the card's expiry already." },
  ]);
}

function shareFaults({ byYearOfLastTransaction: years = [] }: Share): RuleFault[] {
  const disordered = years.some(({ year }, at) => at > 0 && year <= (years[at - 1]?.year ?? year));
  return kept([disordered && { path: ["byYearOfLastTransaction"], message: "The years do not follow one another." }]);
}

/** A year without a 29 February, to count days between two days of the year. */
const COMMON_YEAR = 2001;

function dueFaults({ day, withinDays, remitFrom, remitTo }: ReportDue, cutoff: string | null): RuleFault[] {
  return kept([
    cutoff !== null &&
      day === cutoff && {
        path: ["day"],
        message: "The report is due on the cut-off itself: no time is left to write it.",
      },
    cutoff !== null &&
      withinDays !== undefined &&
      withinDays < daysAfter(cutoff, day) - 1 && {
        path: ["withinDays"],
        message: `The day ${day} comes later than ${withinDays} days after the cut-off ${cutoff}, so it never counts.`,
      },
    (remitFrom === undefined) !== (remitTo === undefined) && {
      path: [remitFrom === undefined ? "remitFrom" : "remitTo"],
      message: "The days for sending money have a first and a last, or neither.",
    },
    remitFrom !== undefined &&
      remitTo !== undefined &&
      remitTo < remitFrom && { path: ["remitTo"], message: "The last day for sending money is before the first." },
  ]);
}

/** Days from the cut-off to the first such day after it, in a common year; 0 where one of the two is no day. */
function daysAfter(cutoff: string, day: string): number {
  const from = `${COMMON_YEAR}-${cutoff}`;
  const to = `${day > cutoff ? COMMON_YEAR : COMMON_YEAR + 1}-${day}`;
  return isCivilDate(from) && isCivilDate(to) ? daysBetween(from, to) : 0;
}

function letterFaults({ minDays, maxDays }: Letters): RuleFault[] {
  return kept([
    minDays !== null &&
      maxDays !== null &&
      minDays > maxDays && {
        path: ["minDays"],
        message: `Letters not later than ${minDays} and not earlier than ${maxDays} days before leave no day to send them.`,
      },
  ]);
}
