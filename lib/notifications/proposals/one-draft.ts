import type { LeftOutRule } from "../constants";
import { type CurrencyPlan, type Draft, type Drafted, type Placement, placeKey } from "./drafts";
import type { PersonFacts } from "./people";

type About = Pick<Draft, "reason" | "channel" | "template" | "currency" | "windowFrom" | "windowTo">;

/**
 * Everybody in one batch: for a proposal that a person has edited. Whoever would now be written to by another channel is
 * left out by hand, because that is not what was edited.
 */
export function draftOne(plans: readonly CurrencyPlan[], leftOutBefore: readonly PersonFacts[], about: About): Drafted {
  const isLastCall = plans.some(({ households }) =>
    households.some(({ people }) => people.some((person) => person.isLastCall)),
  );
  const counted = { leftOut: {}, otherLanguages: {}, audience: 0, people: 0, value: 0n };
  const draft: Draft = { ...about, ...counted, isLastCall, units: [] };
  const placements = new Map<string, Placement>();
  const leave = (facts: PersonFacts, rule: LeftOutRule, unit: Placement["unit"], person: number) => {
    placements.set(placeKey(facts), { draft: 0, rule, unit, person });
    draft.audience++;
    draft.leftOut[rule] = (draft.leftOut[rule] ?? 0) + 1;
  };
  for (const [planAt, { plan, households }] of plans.entries()) {
    for (const [unitAt, { moment, channel, leftOut }] of plan.units.entries()) {
      const people = households[unitAt]?.people ?? [];
      const unit = { plan: planAt, unit: unitAt };
      if (moment === null || channel !== about.channel) {
        for (const [person, facts] of people.entries()) leave(facts, leftOut ?? "by-hand", unit, person);
        continue;
      }
      draft.units.push(unit);
      for (const [person, facts] of people.entries()) {
        placements.set(placeKey(facts), { draft: 0, rule: null, unit, person });
        draft.audience++;
        draft.people++;
        draft.value += facts.value;
        const { language } = facts;
        if (language !== about.template.language)
          draft.otherLanguages[language] = (draft.otherLanguages[language] ?? 0) + 1;
      }
    }
  }
  for (const facts of leftOutBefore) leave(facts, facts.rule ?? "by-hand", null, 0);
  return { drafts: draft.units.length > 0 ? [draft] : [], placements, later: 0, nowhere: {} };
}
