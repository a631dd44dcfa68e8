import { sum } from "@/lib/statistics/vector";
import { found, type Outcome, refused } from "./outcome";

/**
 * What is known of one card, in any unit of time that all share: it was seen until `time`, when it was redeemed (`event`)
 * or was lost from sight (censored: still open, refunded, replaced). A card that came under observation late (activated,
 * migrated) has the age of that moment as `entry`; it is at risk after `entry` up to and including `time`.
 */
export type Observation = {
  readonly time: number;
  readonly event: boolean;
  readonly entry?: number;
  /**
   * Where the event is known by the month and not by the day: it came after `since`, and by `time`. Models of continuous
   * time take the interval as it is, for a point in it bends the shape of their times; curves step at `time`.
   */
  readonly since?: number;
  /** 1 when not given. */
  readonly weight?: number;
};

/**
 * What a weight is. `value`: the balance of the card, so that curves tell of money; cards stay the unit of chance, and
 * standard errors rest on the effective number of cards (Σw)²/Σw². `frequency`: so many cards that are alike.
 */
export const weightings = ["value", "frequency"] as const;
export type Weighting = (typeof weightings)[number];

export const weightOf = ({ weight = 1 }: Observation): number => weight;

/** How many cards an observation stands for: a balance is of one card. */
export const cardsIn = (observation: Observation, weighting: Weighting): number =>
  weighting === "frequency" ? weightOf(observation) : 1;

/** The observations that carry weight; refused when there is none, or one contradicts itself. */
export function checkObservations(observations: readonly Observation[]): Outcome<readonly Observation[]> {
  for (const [i, { time, entry, since, weight }] of observations.entries()) {
    const place = `observation ${i + 1}`;
    if (!(time >= 0) || !Number.isFinite(time)) return refused("time", `The time of ${place} is ${time}.`);
    if (entry !== undefined && !(entry >= 0 && entry < time)) {
      return refused("entry", `Observation ${i + 1} enters at ${entry} and ends at ${time}: it has to enter before.`);
    }
    if (since !== undefined && !(since >= (entry ?? 0) && since < time)) {
      return refused(
        "time",
        `The event of ${place} came after ${since} and by ${time}: that is no stretch of its time.`,
      );
    }
    if (weight !== undefined && (!(weight >= 0) || !Number.isFinite(weight))) {
      return refused("weight", `The weight of ${place} is ${weight}.`);
    }
  }
  const weighty = observations.filter((observation) => weightOf(observation) > 0);
  return weighty.length > 0 ? found(weighty) : refused("no-rows", "There is no card with a weight above zero.");
}

/** As above, and refused too when no event was seen, or when one lies at time 0, where no continuous time model has it. */
export function checkForModel(observations: readonly Observation[]): Outcome<readonly Observation[]> {
  const checked = checkObservations(observations);
  if (!checked.ok) return checked;
  if (!checked.value.some(({ event }) => event)) return allCensored(checked.value.length);
  if (checked.value.some(({ time, event }) => event && time === 0)) {
    return refused("time", "An event lies at time 0: count the day of the sale as day 1, or use Kaplan–Meier.");
  }
  return checked;
}

export const allCensored = (cards: number): Outcome<never> =>
  refused("all-censored", `None of ${cards} cards had an event: nothing can be said about when one comes.`);

/** (Σw)²/Σw²: how many equally heavy cards would tell as much (Kish 1965). Between 1 and the number of cards. */
export function effectiveSize(weights: readonly number[]): number {
  return sum(weights) ** 2 / sum(weights.map((w) => w * w));
}

/** Cards that are alike, as one with their weights added: likelihoods then cost the number of distinct days. */
export function collapse(observations: readonly Observation[], weighting: Weighting): Observation[] {
  const weights = observations.map(weightOf);
  const factor = weighting === "frequency" ? 1 : effectiveSize(weights) / sum(weights);
  const alike = new Map<string, { observation: Observation; weight: number }>();
  for (const observation of observations) {
    const { time, event, entry = 0, since } = observation;
    const key = `${time}|${event}|${entry}|${since}`;
    const known = alike.get(key);
    if (known) known.weight += weightOf(observation) * factor;
    else alike.set(key, { observation, weight: weightOf(observation) * factor });
  }
  return [...alike.values()]
    .map(({ observation, weight }) => ({ ...observation, weight }))
    .sort((a, b) => a.time - b.time || Number(b.event) - Number(a.event) || (a.entry ?? 0) - (b.entry ?? 0));
}
