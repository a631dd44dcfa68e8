import type { CivilDate } from "@/lib/dates";
import type { PropertyKind } from "./constants";
import { jurisdictionName, usJurisdictions } from "./jurisdiction-name";
import { type Standing, standingOf, standings } from "./ordinary-card";
import { type Rule, type RuleField, ruleFields } from "./rule";
import { type Rulebook, ruleAt } from "./rulebook";
import { counselFields, isAsked } from "./words";

/** One jurisdiction in the list of rules. */
export type RuleLine = {
  readonly rule: Rule;
  readonly name: string;
  readonly standing: Standing;
  /** Fields that somebody has to look at before they are relied on, in the order of the law. */
  readonly counsel: readonly RuleField[];
  /** Fields that apply at all: what is never taken has no clock. */
  readonly asked: number;
  /** The issuer has sold cards to owners there, or is incorporated there. */
  readonly isHere: boolean;
};

/** The law of every jurisdiction for cards presumed abandoned on the day, by name. */
export function ruleLines(
  rulebook: Rulebook,
  property: PropertyKind,
  day: CivilDate,
  here: ReadonlySet<string>,
): RuleLine[] {
  return usJurisdictions
    .map((jurisdiction) => {
      const rule = ruleAt(rulebook, jurisdiction, property, day);
      return {
        rule,
        name: jurisdictionName(jurisdiction) ?? jurisdiction,
        standing: standingOf(rule),
        counsel: counselFields(rule),
        asked: ruleFields.filter((field) => isAsked(rule, field)).length,
        isHere: here.has(jurisdiction),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

export const ruleFilters = ["all", "counsel", "here"] as const;
export type RuleFilter = (typeof ruleFilters)[number];

/** Lines that fit the filter and whose name or postal code holds what is searched for. */
export function filterLines(lines: readonly RuleLine[], show: RuleFilter, search: string): RuleLine[] {
  const sought = search.trim().toLowerCase();
  return lines
    .filter((line) => show === "all" || (show === "here" ? line.isHere : line.counsel.length > 0))
    .filter(
      ({ name, rule }) => name.toLowerCase().includes(sought) || postalCode(rule.jurisdiction).toLowerCase() === sought,
    );
}

/** 'US-NY' is NY. */
export const postalCode = (jurisdiction: string): string => jurisdiction.replace(/^US-/, "");

export const ruleOrders = ["name", "standing", "dormancy", "share", "cutoff", "due", "counsel"] as const;
export type RuleOrder = (typeof ruleOrders)[number];

/** What is not known comes last, whichever way the list is turned. */
export function sortLines(
  lines: readonly RuleLine[],
  { by, direction }: { readonly by: RuleOrder; readonly direction: "asc" | "desc" },
): RuleLine[] {
  const sign = direction === "desc" ? -1 : 1;
  return [...lines].sort((a, b) => {
    const [x, y] = [orderValue(a, by), orderValue(b, by)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const compared = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en");
    return sign * compared || a.name.localeCompare(b.name, "en");
  });
}

function orderValue({ rule, name, standing, counsel }: RuleLine, by: RuleOrder): string | number | null {
  switch (by) {
    case "name":
      return name;
    case "standing":
      return standings.indexOf(standing);
    case "dormancy":
      return isAsked(rule, "dormancyYears") ? rule.dormancyYears.value : null;
    case "share":
      return isAsked(rule, "share") ? (rule.share.value?.percent ?? null) : null;
    case "cutoff":
      return rule.reportCutoff.value;
    case "due":
      return rule.reportDue.value?.day ?? null;
    case "counsel":
      return counsel.length;
  }
}
