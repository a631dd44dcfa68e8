import { addDays, type CivilDate } from "@/lib/dates";
import type { Channel, LeftOutRule, ReminderReason } from "../constants";
import type { Plan } from "../optimiser/plan";
import type { Template } from "../queries/templates";
import { chooseTemplate } from "../templates/choose";
import type { PersonFacts } from "./people";
import type { Household } from "./units";

/** A plan of everybody whose amounts are in one currency; its units and the households are in the same order. */
export type CurrencyPlan = {
  readonly currency: string;
  readonly plan: Plan;
  readonly households: readonly Household[];
};

/** Windows are weeks from the day after the plan's. Later ones are left to later runs, which know more. */
export const WINDOW_DAYS = 7;
export const WINDOWS_PROPOSED = 2;

/** A unit of one of the plans. */
export type UnitRef = { readonly plan: number; readonly unit: number };

/** What a batch is before it is written: people with one reason, channel, language, currency and week. */
export type Draft = {
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly template: Template;
  readonly currency: string;
  readonly windowFrom: CivilDate;
  readonly windowTo: CivilDate;
  /** Of people who were held out before and whose day of loss is near: nobody is held out once more. */
  readonly isLastCall: boolean;
  /** Those who are written to. */
  readonly units: UnitRef[];
  readonly leftOut: Partial<Record<LeftOutRule, number>>;
  /** By language, people for whom there are no words in their own. */
  readonly otherLanguages: Record<string, number>;
  audience: number;
  people: number;
  value: bigint;
};

/** Where a person has come to. `unit` is null for somebody who was left out before anything was planned. */
export type Placement = {
  readonly draft: number;
  readonly rule: LeftOutRule | null;
  readonly unit: UnitRef | null;
  /** Among the unit's people; the first one leads. */
  readonly person: number;
};

export type Drafted = {
  readonly drafts: readonly Draft[];
  /** By `placeKey`. */
  readonly placements: ReadonlyMap<string, Placement>;
  /** People whose best moment lies in a later week. */
  readonly later: number;
  /** People who are left out and belong to no batch, because nobody of their kind is written to. */
  readonly nowhere: Readonly<Partial<Record<LeftOutRule, number>>>;
};

export const placeKey = (person: { readonly customerId: number; readonly currency: string }): string =>
  `${person.customerId} ${person.currency}`;

type Left = {
  readonly facts: PersonFacts;
  readonly rule: LeftOutRule;
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly unit: UnitRef | null;
  readonly person: number;
};

/**
 * Sorts what was planned into batches. Whoever is left out belongs to the earliest batch of his reason, channel, language
 * and currency, so that those who decide about it see who is missing, and by which rule; the sum is its audience.
 */
export function draftBatches(
  plans: readonly CurrencyPlan[],
  leftOutBefore: readonly PersonFacts[],
  templates: readonly Template[],
): Drafted {
  const drafts: Draft[] = [];
  const places = new Map<string, number>();
  const earliest = new Map<string, number>();
  const placements = new Map<string, Placement>();
  const left: Left[] = [];
  const templateFor = templateReader(templates);
  let later = 0;

  for (const [planAt, { plan, households, currency }] of plans.entries()) {
    for (const [unitAt, planned] of plan.units.entries()) {
      const household = households[unitAt];
      const [leader] = household?.people ?? [];
      if (!household || !leader) continue;
      const { channel, moment } = planned;
      const reason = planned.figures === null ? leader.reason : planned.reason;
      const unit = { plan: planAt, unit: unitAt };
      const leave = (rule: LeftOutRule) => {
        for (const [person, facts] of household.people.entries())
          left.push({ facts, rule, reason, channel, unit, person });
      };
      if (moment === null) {
        leave(planned.leftOut ?? "no-gain");
        continue;
      }
      const template = templateFor(reason, channel, leader.language);
      if (!template) {
        leave("no-template");
        continue;
      }
      const window = Math.floor((moment.day - 1) / WINDOW_DAYS);
      if (window >= WINDOWS_PROPOSED) {
        later += household.people.length;
        continue;
      }
      const isLastCall = household.people.some((person) => person.isLastCall);
      const at = draftAt(planAt, window, { reason, channel, template, currency, isLastCall }, plan.context.input.asOf);
      const draft = drafts[at];
      if (!draft) continue;
      draft.units.push(unit);
      for (const [person, facts] of household.people.entries()) {
        placements.set(placeKey(facts), { draft: at, rule: null, unit, person });
        draft.audience++;
        draft.people++;
        draft.value += facts.value;
        if (facts.language !== template.language)
          draft.otherLanguages[facts.language] = (draft.otherLanguages[facts.language] ?? 0) + 1;
      }
    }
  }
  for (const facts of leftOutBefore) {
    const channel = facts.ways[0]?.channel ?? "email";
    left.push({ facts, rule: facts.rule ?? "by-hand", reason: facts.reason, channel, unit: null, person: 0 });
  }
  const nowhere = placeLeft(left);
  return { drafts, placements, later, nowhere };

  function draftAt(
    planAt: number,
    window: number,
    about: Pick<Draft, "reason" | "channel" | "template" | "currency" | "isLastCall">,
    asOf: CivilDate,
  ): number {
    const { reason, channel, template, currency, isLastCall } = about;
    const key = [planAt, window, reason, channel, template.id, isLastCall].join(" ");
    const found = places.get(key);
    if (found !== undefined) return found;
    const windowFrom = addDays(asOf, window * WINDOW_DAYS + 1);
    drafts.push({
      ...about,
      windowFrom,
      windowTo: addDays(windowFrom, WINDOW_DAYS - 1),
      units: [],
      leftOut: {},
      otherLanguages: {},
      audience: 0,
      people: 0,
      value: 0n,
    });
    const at = drafts.length - 1;
    places.set(key, at);
    const kind = kindOf(reason, channel, template.language, currency);
    const first = earliest.get(kind);
    if (first === undefined || windowFrom < (drafts[first]?.windowFrom ?? "")) earliest.set(kind, at);
    return at;
  }

  function placeLeft(all: readonly Left[]): Partial<Record<LeftOutRule, number>> {
    const homeless: Partial<Record<LeftOutRule, number>> = {};
    for (const { facts, rule, reason, channel, unit, person } of all) {
      const language = templateFor(reason, channel, facts.language)?.language;
      const at = language === undefined ? undefined : earliest.get(kindOf(reason, channel, language, facts.currency));
      const draft = at === undefined ? undefined : drafts[at];
      if (at === undefined || !draft) {
        homeless[rule] = (homeless[rule] ?? 0) + 1;
        continue;
      }
      placements.set(placeKey(facts), { draft: at, rule, unit, person });
      draft.audience++;
      draft.leftOut[rule] = (draft.leftOut[rule] ?? 0) + 1;
    }
    return homeless;
  }
}

/** Templates are chosen once for a kind, not once for a person. */
function templateReader(templates: readonly Template[]) {
  const known = new Map<string, Template | null>();
  return (reason: ReminderReason, channel: Channel, language: string): Template | null => {
    const key = `${reason} ${channel} ${language}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const chosen = chooseTemplate(templates, { reason, channel, language })?.template ?? null;
    known.set(key, chosen);
    return chosen;
  };
}

const kindOf = (reason: ReminderReason, channel: Channel, language: string, currency: string) =>
  [reason, channel, language, currency].join(" ");
