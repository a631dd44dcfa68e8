import { addDays, type CivilDate, daysBetween } from "@/lib/dates";
import type { ClockSource } from "../clock";
import type { Channel, LeftOutRule, ReminderReason } from "../constants";
import { isStricter } from "../sending/quiet-hours";
import { momentAt } from "./figures";
import { fillObjective, scratchFor } from "./gain-row";
import { type DayRule, dayRules, dayRulesOf, lawfulHour } from "./moments";
import type { Plan, PlannedUnit } from "./plan";
import { DAYS_APART } from "./rules";
import { type ValuedUnit, valueUnit } from "./valuation";

/** A moment with what it brings, minor units, rounded to a hundredth of one: it is stored and sealed. */
export type MomentFigures = {
  readonly on: CivilDate;
  readonly channel: Channel;
  readonly gain: number;
  /** What redemptions are worth that it brings, and what the message costs. */
  readonly worth: number;
  readonly cost: number;
  /** Redeemed because of it. */
  readonly rescued: number;
  /** Chance that there is still something on the cards. */
  readonly open: number;
};

/**
 * What spoke against another moment: a rule that forbids the day; a day without a free place, or money that is worth more elsewhere;
 * or that it gains less, because it brings less or because it costs more: early messages go to more people who come anyway.
 */
export type Against = Exclude<DayRule, "lawful"> | "full" | "money" | "brings-less" | "costs-more" | "no-gain";

export type OtherMoment = MomentFigures & { readonly against: Against };

/** Why the chosen day: nothing is better; a better one is forbidden, or full; or the law demands it. */
export type Because = "best" | "best-lawful" | "best-free";

/** Plain values, as they are stored with a member. */
export type Explanation = {
  readonly reason: ReminderReason;
  readonly lossOn: CivilDate | null;
  readonly daysToLoss: number | null;
  /** Minor units on all cards of the mailbox that can still be used, as text. */
  readonly atStake: string;
  readonly cards: number;
  readonly people: number;
  readonly chosen: (MomentFigures & { readonly hour: number; readonly because: Because }) | null;
  readonly leftOut: LeftOutRule | null;
  /** The two best others, a week or another channel away. Fewer where the horizon is short. */
  readonly others: readonly OtherMoment[];
  /** Null where nothing was compared. */
  readonly clock: ExplainedClock | null;
};

/** By whose clock the hour is meant, and what his state has to do with it. */
export type ExplainedClock = {
  readonly zones: readonly string[];
  readonly from: ClockSource;
  readonly state: string | null;
  /** The state's own quiet hours, where the issuer's would allow an hour that they forbid. */
  readonly stricter: { readonly from: number; readonly to: number } | null;
  /** The hour at which it would leave if neither these nor a second zone had to be kept; null: at the same. */
  readonly movedFrom: number | null;
};

type Candidate = { readonly valued: ValuedUnit; readonly day: number; readonly rule: DayRule; readonly gain: number };

/** Of one unit of a plan: what was chosen, and against what. Makes the days anew, so that a plan need not keep them. */
export function explain(plan: Plan, planned: PlannedUnit): Explanation {
  const { unit, moment, leftOut, reason, lossOn } = planned;
  const { input, valuation } = plan.context;
  const own = valueUnit(unit, planned.channel, valuation);
  const candidates = candidatesOf(plan, planned);
  const chosen = own && moment ? momentFigures(plan, own, moment.day) : null;
  const others = apart(candidates, planned, input.horizonDays).map((other): OtherMoment => {
    const figures = momentFigures(plan, other.valued, other.day);
    return { ...figures, against: againstOf(plan, other, figures, chosen) };
  });
  return {
    reason,
    lossOn,
    daysToLoss: lossOn === null ? null : daysBetween(input.asOf, lossOn),
    atStake: String((own?.cards ?? []).reduce((sum, { card }) => sum + card.balance, 0n)),
    cards: own?.cards.length ?? 0,
    people: unit.people.length,
    chosen: chosen && moment ? { ...chosen, hour: moment.hour, because: becauseOf(candidates, planned) } : null,
    leftOut,
    others,
    clock: clockShown(plan, planned),
  };
}

function clockShown({ context }: Plan, { unit, moment }: PlannedUnit): ExplainedClock {
  const { rules } = context.input;
  const { timeZone, zones, from, state, quiet } = unit.clock;
  const issuers = { from: rules.quietFrom, to: rules.quietTo };
  const alone = moment && lawfulHour({ timeZone, zones: [timeZone], quiet: null }, moment.on, rules);
  return {
    zones,
    from,
    state,
    stricter: quiet && isStricter(quiet, issuers) ? quiet : null,
    movedFrom: alone && alone.hour !== moment.hour ? alone.hour : null,
  };
}

/** Every day on every channel that is open, also forbidden ones, up to the last loss; the best first, of equals the earlier. */
function candidatesOf({ context }: Plan, { unit }: PlannedUnit): Candidate[] {
  const { calendar, valuation } = context;
  const found: Candidate[] = [];
  for (const { channel, blockedBy } of unit.channels) {
    const valued = blockedBy === null ? valueUnit(unit, channel, valuation) : null;
    if (!valued) continue;
    const { stake, latest, parameters } = valued;
    const rules = dayRulesOf(unit, calendar, { soonest: stake.days, latest, effectDays: parameters.effectDays });
    const days = Math.min(calendar.horizonDays, latest);
    const row = new Float64Array(days + 1);
    fillObjective(valued, scratchFor(days), row);
    for (let day = 1; day <= days; day++) {
      found.push({ valued, day, rule: dayRules[rules[day] ?? 0] ?? "lawful", gain: row[day] ?? 0 });
    }
  }
  return found.sort((a, b) => b.gain - a.gain || a.day - b.day);
}

function apart(candidates: readonly Candidate[], { moment }: PlannedUnit, horizonDays: number): Candidate[] {
  const distance = Math.max(1, Math.min(DAYS_APART, Math.floor(horizonDays / 3)));
  const taken = moment ? [{ day: moment.day, channel: moment.channel }] : [];
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    const { channel } = candidate.valued;
    if (taken.some((one) => one.channel === channel && Math.abs(one.day - candidate.day) < distance)) continue;
    taken.push({ day: candidate.day, channel });
    chosen.push(candidate);
    if (chosen.length === 2) break;
  }
  return chosen;
}

function againstOf(
  { prices }: Plan,
  { rule, gain }: Candidate,
  other: MomentFigures,
  chosen: MomentFigures | null,
): Against {
  if (rule !== "lawful") return rule;
  if (gain <= 0) return "no-gain";
  if (chosen === null || other.gain > chosen.gain) {
    const full = prices.days.some(({ channel, on }) => channel === other.channel && on === other.on);
    return prices.money > 0 && !full ? "money" : "full";
  }
  return other.cost - chosen.cost >= chosen.worth - other.worth ? "costs-more" : "brings-less";
}

function becauseOf(candidates: readonly Candidate[], { moment, channel }: PlannedUnit): Because {
  const own = candidates.find(({ day, valued }) => day === moment?.day && valued.channel === channel);
  // Gains are compared in single precision when they are planned.
  const better = candidates.find(({ gain }) => own !== undefined && gain > own.gain + Math.abs(own.gain) * 1e-6);
  if (!better) return "best";
  return better.rule === "lawful" ? "best-free" : "best-lawful";
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;

function momentFigures({ context }: Plan, valued: ValuedUnit, day: number): MomentFigures {
  const { gain, worth, cost, rescued, open } = momentAt(valued, day);
  return {
    on: addDays(context.input.asOf, day),
    channel: valued.channel,
    gain: hundredth(gain),
    worth: hundredth(worth),
    cost: hundredth(cost),
    rescued: hundredth(rescued),
    open: Math.round(open * 1e6) / 1e6,
  };
}
