import { t } from "@/lib/messages/escheat-rules";
import {
  activities,
  type Claim,
  type Clock,
  type Condition,
  type Confidence,
  type Exemption,
  type Rule,
  type RuleField,
  type Share,
  type Sourced,
} from "./rule";

/** A rule as it may turn out to be: every field that a figure rests on has a value. */
export type Reading = {
  readonly rule: Rule;
  /** The fields of which this reading assumes something that no confirmed text says. */
  readonly assumed: readonly RuleField[];
};

export type Readings = {
  readonly readings: readonly Reading[];
  /** Fields in doubt that were not varied, because the list would have grown too long: the range is too narrow by them. */
  readonly held: readonly RuleField[];
};

/** A forecast runs once for each reading, so their number is bounded. */
export const MOST_READINGS = 12;

/** What stands for a field nobody has found: the ends of what the other jurisdictions have. The first is the one held. */
const usual = {
  share: [
    { percent: 100, base: "remaining" },
    { percent: 60, base: "remaining" },
  ] satisfies Share[],
  dormancyYears: [3, 5],
  clock: [{ from: ["sale"] }, { from: activities }] satisfies Clock[],
  reportCutoff: "06-30",
  reportDue: { day: "10-31" },
} as const;

/**
 * The plausible readings of a rule, for the range of a forecast. One reading where nothing is in doubt. Otherwise:
 * - whether it is taken at all: as the rule says; also the contrary where the claim is unsettled or not confirmed,
 * - exemptions: as listed; also without those not confirmed, where no alternative is named,
 * - share, dormancy, clock: the value and the alternatives that its source allows; where nothing was found, 100 and 60
 *   per cent of what is left, 3 and 5 years, from the sale and from any activity of the owner.
 *
 * They are multiplied out in that order of weight, share first, as long as at most twelve come of it; what no longer
 * fits keeps its first value and is named in `held`. Cut-off and due date only move money from one year to the next:
 * where they were not found they are as in most states and multiply nothing. Letters, aggregation and cash back change
 * no amount and stay as they are.
 */
export function readingsOf(rule: Rule): Readings {
  const taken = claimsOf(rule);
  const exempt = taken.flatMap((claim) => (claim === "escheats" ? [] : [notTaken(rule, claim)]));
  if (!taken.includes("escheats")) return { readings: exempt, held: [] };

  const options: readonly Options[] = [
    ["share", valuesOf(rule.share, usual.share)],
    ["dormancyYears", valuesOf(rule.dormancyYears, usual.dormancyYears)],
    ["exemptions", exemptionsOf(rule)],
    ["clock", valuesOf<Clock>(rule.clock, usual.clock)],
  ];
  let readings = [escheating(rule)];
  const held: RuleField[] = [];
  for (const [field, values] of options) {
    const fits = exempt.length + readings.length * values.length <= MOST_READINGS;
    if (!fits) held.push(field);
    readings = (fits ? values : values.slice(0, 1)).flatMap((value) =>
      readings.map((reading) => withField(reading, field, value)),
    );
  }
  return { readings: [...readings, ...exempt], held };
}

type Options = readonly ["share" | "dormancyYears" | "exemptions" | "clock", readonly unknown[]];

/** A list not found counts as none, and that the card is exempt as its other end. */
function claimsOf({ claim, exemptions }: Rule): readonly Claim[] {
  if (claim.value === "no-claim") return ["no-claim"];
  if (claim.alternatives) return distinct([...(claim.value === null ? [] : [claim.value]), ...claim.alternatives]);
  if (claim.confidence !== "verified") return ["escheats", "exempt"];
  return claim.value === "escheats" && exemptions.value === null ? ["escheats", "exempt"] : [claim.value ?? "escheats"];
}

/** An exemption whose limit nobody has seen decides no card, so no reading keeps it. */
function exemptionsOf({ exemptions }: Rule): readonly (readonly Exemption[])[] {
  const { value, alternatives, confidence } = exemptions;
  const lists = alternatives ? valuesOf(exemptions, []) : value === null ? [[]] : [value, confirmed(value, confidence)];
  return distinct(lists.map((list) => list.filter(({ conditions }) => conditions.every(hasLimit))));
}

const confirmed = (list: readonly Exemption[], confidence: Confidence): readonly Exemption[] =>
  confidence === "verified" ? list.filter((one) => one.confidence === undefined) : [];

const hasLimit = (condition: Condition): boolean => !("atMost" in condition) || condition.atMost !== null;

function valuesOf<T>({ value, alternatives = [] }: Sourced<T>, otherwise: readonly T[]): readonly T[] {
  if (value !== null) return distinct([value, ...alternatives]);
  return alternatives.length > 0 ? distinct(alternatives) : otherwise;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function notTaken(rule: Rule, value: Claim): Reading {
  const nothing = { value: null, confidence: "not-found", source: rule.share.source } as const;
  const none = { value: [], confidence: "to-confirm", source: rule.exemptions.source } as const;
  return withField({ rule: { ...rule, share: nothing, exemptions: none }, assumed: [] }, "claim", value);
}

function escheating(rule: Rule): Reading {
  const claimed = withField({ rule, assumed: [] }, "claim", "escheats");
  const cut = withField(claimed, "reportCutoff", rule.reportCutoff.value ?? usual.reportCutoff);
  return withField(cut, "reportDue", rule.reportDue.value ?? usual.reportDue);
}

/** A field as this reading has it. It is assumed unless a verified text says it and allows nothing else. */
function withField({ rule, assumed }: Reading, field: RuleField, value: unknown): Reading {
  const { alternatives, ...before } = rule[field];
  const same = JSON.stringify(before.value) === JSON.stringify(value);
  const doubtful = field === "exemptions" && (rule.exemptions.value ?? []).some((one) => one.confidence !== undefined);
  const sure = same && before.confidence === "verified" && alternatives === undefined && !doubtful;
  const source = same ? before.source : `${t("escheat.reading.assumed")} ${before.source}`;
  const after = { ...before, value, confidence: same ? before.confidence : "to-confirm", source };
  return { rule: { ...rule, [field]: after }, assumed: sure ? assumed : [...assumed, field] };
}
