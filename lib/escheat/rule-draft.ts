import { type Blank, centsOf, type ExemptionDraft, exemptionDraft, exemptionsOf } from "./exemption-draft";
import type { Activity, Claim, Clock, DayOfYear, Letters, ReportDue, Rule, RuleField, Share } from "./rule";

/** A day of the year as it stands in a form. */
export type DayDraft = { readonly month: number; readonly day: Blank };

/** Each field as a person edits it. `isKnown` off: nobody knows what the law says, so the field needs counsel. */
export type FieldDrafts = {
  readonly claim: { readonly isKnown: boolean; readonly claim: Claim };
  readonly exemptions: { readonly isKnown: boolean; readonly list: readonly ExemptionDraft[] };
  readonly clock: {
    readonly isKnown: boolean;
    readonly basis: "activity" | "expiry";
    readonly from: readonly Activity[];
    readonly yearEnd: "" | NonNullable<Clock["yearEnd"]>;
    /** Those of `from` that are moved to that day. */
    readonly moved: readonly Activity[];
    readonly orExpiry: "" | "first" | "last";
    readonly expiryYears: Blank;
    readonly expiryAtLeast: Blank;
  };
  readonly dormancyYears: { readonly isKnown: boolean; readonly years: Blank };
  readonly share: {
    readonly isKnown: boolean;
    readonly percent: Blank;
    readonly base: Share["base"];
    readonly percentIfCash: Blank;
    readonly byYear: readonly { readonly id: number; readonly year: Blank; readonly percent: Blank }[];
    readonly aboveYearlyDollars: Blank;
  };
  readonly reportCutoff: { readonly isKnown: boolean } & DayDraft;
  readonly reportDue: {
    readonly isKnown: boolean;
    readonly day: DayDraft;
    readonly withinDays: Blank;
    readonly hasRemittance: boolean;
    readonly remitFrom: DayDraft;
    readonly remitTo: DayDraft;
    readonly everyYears: Blank;
  };
  readonly letters: {
    readonly isKnown: boolean;
    readonly minDays: Blank;
    readonly maxDays: Blank;
    readonly before: Letters["before"];
    readonly minDollars: Blank;
    readonly email: "" | NonNullable<Letters["email"]>;
  };
  readonly aggregateBelow: { readonly isKnown: boolean; readonly dollars: Blank };
  readonly cashBack: { readonly isKnown: boolean; readonly dollars: Blank; readonly inclusive: boolean };
};

/** The fields that are being changed. */
export type RuleDraft = { readonly [F in RuleField]?: FieldDrafts[F] };

const orBlank = (value: number | null | undefined): Blank => value ?? "";
const dollarsOf = (cents: number | null | undefined): Blank => (cents == null ? "" : cents / 100);
const dayDraft = (day: DayOfYear | undefined, otherwise: DayOfYear): DayDraft => {
  const text = day ?? otherwise;
  return { month: Number(text.slice(0, 2)), day: Number(text.slice(3)) };
};

/** A field of a rule as the form opens with it; where it has no value, with the usual one and `isKnown` on. */
export function draftOf<F extends RuleField>(rule: Rule, field: F): FieldDrafts[F] {
  return drafts[field](rule);
}

const drafts: { readonly [F in RuleField]: (rule: Rule) => FieldDrafts[F] } = {
  claim: ({ claim }) => ({ isKnown: true, claim: claim.value ?? "escheats" }),
  exemptions: ({ exemptions }) => ({ isKnown: true, list: (exemptions.value ?? []).map(exemptionDraft) }),
  clock: ({ clock: { value } }) => ({
    isKnown: true,
    basis: value?.fromDate === "card-expiry" ? "expiry" : "activity",
    from: value?.from ?? ["sale"],
    yearEnd: value?.yearEnd ?? "",
    moved: value?.yearEndOf ?? value?.from ?? ["sale"],
    orExpiry: value?.orExpiry?.whichever ?? "",
    expiryYears: orBlank(value?.orExpiry?.years),
    expiryAtLeast: orBlank(value?.orExpiry?.expiryAtLeast),
  }),
  dormancyYears: ({ dormancyYears }) => ({ isKnown: true, years: orBlank(dormancyYears.value) }),
  share: ({ share: { value } }) => ({
    isKnown: true,
    percent: orBlank(value?.percent),
    base: value?.base ?? "remaining",
    percentIfCash: orBlank(value?.percentIfCash),
    byYear: (value?.byYearOfLastTransaction ?? []).map((step, id) => ({ id, ...step })),
    aboveYearlyDollars: dollarsOf(value?.aboveYearlySales),
  }),
  reportCutoff: ({ reportCutoff }) => ({ isKnown: true, ...dayDraft(reportCutoff.value ?? undefined, "06-30") }),
  reportDue: ({ reportDue: { value } }) => ({
    isKnown: true,
    day: dayDraft(value?.day, "10-31"),
    withinDays: orBlank(value?.withinDays),
    hasRemittance: value?.remitFrom !== undefined,
    remitFrom: dayDraft(value?.remitFrom, "06-01"),
    remitTo: dayDraft(value?.remitTo, "06-15"),
    everyYears: orBlank(value?.everyYears),
  }),
  letters: ({ letters: { value } }) => ({
    isKnown: true,
    minDays: orBlank(value?.minDays),
    maxDays: orBlank(value?.maxDays),
    before: value?.before ?? "report-due",
    minDollars: dollarsOf(value?.minAmount),
    email: value?.email ?? "",
  }),
  aggregateBelow: ({ aggregateBelow }) => ({ isKnown: true, dollars: dollarsOf(aggregateBelow.value) }),
  cashBack: ({ cashBack: { value } }) => ({
    isKnown: true,
    dollars: dollarsOf(value?.below),
    inclusive: value?.inclusive ?? false,
  }),
};

/** What a law says by a draft; NaN and '' stand for what was left empty, so that its schema names them. */
export type ChangedValues = { [F in RuleField]?: Rule[F]["value"] };

export function valuesOf(draft: RuleDraft): ChangedValues {
  const { claim, exemptions, clock, dormancyYears, share, reportCutoff, reportDue, letters, aggregateBelow, cashBack } =
    draft;
  return {
    ...(claim && { claim: claim.isKnown ? claim.claim : null }),
    ...(exemptions && { exemptions: exemptions.isKnown ? exemptionsOf(exemptions.list) : null }),
    ...(clock && { clock: clock.isKnown ? clockOf(clock) : null }),
    ...(dormancyYears && { dormancyYears: dormancyYears.isKnown ? numberOf(dormancyYears.years) : null }),
    ...(share && { share: share.isKnown ? shareOf(share) : null }),
    ...(reportCutoff && { reportCutoff: reportCutoff.isKnown ? dayOf(reportCutoff) : null }),
    ...(reportDue && { reportDue: reportDue.isKnown ? dueOf(reportDue) : null }),
    ...(letters && { letters: letters.isKnown ? lettersOf(letters) : null }),
    ...(aggregateBelow && { aggregateBelow: aggregateBelow.isKnown ? centsOf(aggregateBelow.dollars) : null }),
    ...(cashBack && {
      cashBack: cashBack.isKnown ? { below: centsOf(cashBack.dollars), inclusive: cashBack.inclusive } : null,
    }),
  };
}

const numberOf = (value: Blank): number => (value === "" ? Number.NaN : value);
const orNull = (value: Blank): number | null => (value === "" ? null : value);
const two = (value: number): string => String(value).padStart(2, "0");
const dayOf = ({ month, day }: DayDraft): DayOfYear => (day === "" ? "" : `${two(month)}-${two(day)}`);

function clockOf(draft: FieldDrafts["clock"]): Clock {
  const { basis, from, yearEnd, moved, orExpiry, expiryYears, expiryAtLeast } = draft;
  if (basis === "expiry") return { from: [], fromDate: "card-expiry" };
  const named = moved.filter((activity) => from.includes(activity));
  return {
    from,
    ...(yearEnd && { yearEnd }),
    ...(yearEnd && named.length < from.length && { yearEndOf: named }),
    ...(orExpiry && {
      orExpiry: {
        whichever: orExpiry,
        years: numberOf(expiryYears),
        ...(expiryAtLeast !== "" && { expiryAtLeast }),
      },
    }),
  };
}

function shareOf({ percent, base, percentIfCash, byYear, aboveYearlyDollars }: FieldDrafts["share"]): Share {
  const steps = byYear.map((step) => ({ year: numberOf(step.year), percent: numberOf(step.percent) }));
  return {
    percent: numberOf(percent),
    base,
    ...(percentIfCash !== "" && { percentIfCash }),
    ...(steps.length > 0 && { byYearOfLastTransaction: steps }),
    ...(aboveYearlyDollars !== "" && { aboveYearlySales: centsOf(aboveYearlyDollars) }),
  };
}

function dueOf({
  day,
  withinDays,
  hasRemittance,
  remitFrom,
  remitTo,
  everyYears,
}: FieldDrafts["reportDue"]): ReportDue {
  return {
    day: dayOf(day),
    ...(withinDays !== "" && { withinDays }),
    ...(hasRemittance && { remitFrom: dayOf(remitFrom), remitTo: dayOf(remitTo) }),
    ...(everyYears !== "" && { everyYears }),
  };
}

function lettersOf({ minDays, maxDays, before, minDollars, email }: FieldDrafts["letters"]): Letters {
  return {
    minDays: orNull(minDays),
    maxDays: orNull(maxDays),
    before,
    minAmount: minDollars === "" ? null : centsOf(minDollars),
    ...(email && { email }),
  };
}

/** The problems of one field: whatever part of it they are at, and by whichever road they came. */
export function faultsAt(fields: Readonly<Record<string, string>>, field: RuleField): string[] {
  const isHere = (path: string) => path === field || path.startsWith(`${field}.`);
  const found = Object.entries(fields).filter(([path]) => isHere(path.replace(/^changes\./, "")));
  return [...new Set(found.map(([, message]) => message))];
}
