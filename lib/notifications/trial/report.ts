import { momentsOf } from "./arm";
import { adjust } from "./cuped";
import { difference, type Effect, relativeDifference } from "./difference";
import { type ArmFigures, armsOf, type Figures, forEachOutcome, type OutcomeName, sumsOf } from "./figures";
import { type Ledgers, ledgersOf, type PerMailbox } from "./money";
import { type SampleRatio, sampleRatio } from "./sample-ratio";
import { type Verdict, verdictOf } from "./verdict";

/** One outcome's effect on a mailbox: raw, adjusted by what was expected of it before, and as a part of the control's. */
export type OutcomeEffect = {
  readonly raw: Effect | null;
  readonly adjusted: Effect | null;
  readonly relative: Effect | null;
  readonly theta: number;
  readonly rhoSquared: number;
};

/** Of the batch that was approved, what the trial is read beside. */
export type Promised = {
  readonly holdoutShare: number;
  /** Mailboxes of both arms. */
  readonly messages: number;
  /** Minor units, of all who are reminded: until the loss, and within the trial's days; null: that was not told apart. */
  readonly upliftExpected: number;
  readonly upliftWithin: number | null;
};

export type TrialReport = {
  readonly verdict: Verdict;
  /** Null where nobody was to be held out. */
  readonly ratio: SampleRatio | null;
  readonly control: ArmFigures;
  readonly remind: ArmFigures;
  /** Null while an arm has fewer than two mailboxes, and where the sample ratio stops the report. */
  readonly effects: Readonly<Record<OutcomeName, OutcomeEffect>> | null;
  /** Promised of one reminded mailbox within the trial's days, minor units. */
  readonly expected: number;
  /** By what money is counted: scores made afterwards, or, before there are any, what was redeemed within the horizon. */
  readonly basis: "scores" | "redeemed";
  readonly ledgers: Ledgers | null;
};

/** Everything that a measurement says, from its sums. */
export function reportOf(figures: Figures, complete: boolean, promised: Promised): TrialReport {
  const { control, remind } = armsOf(figures);
  const { holdoutShare } = promised;
  const ratio = holdoutShare > 0 && holdoutShare < 1 ? sampleRatio(control.n, remind.n, holdoutShare) : null;
  const broken = ratio?.broken ?? false;
  const effects =
    !broken && control.n >= 2 && remind.n >= 2 ? forEachOutcome((name) => effectOn(name, control, remind)) : null;
  const expected = promisedOfOne(promised);
  const interval = effects?.redeemed.adjusted ?? null;
  const verdict = verdictOf({ control: control.n, remind: remind.n, broken, complete, interval, expected });
  const basis = figures.scoredOn === null ? "redeemed" : "scores";
  const ledgers = effects && complete ? moneyOf(effects, figures, remind.n, basis) : null;
  return { verdict, ratio, control, remind, effects, expected, basis, ledgers };
}

/** What was promised is of those who are reminded, and so is what is measured. */
function promisedOfOne({ messages, holdoutShare, upliftExpected, upliftWithin }: Promised): number {
  const reminded = messages * (1 - holdoutShare);
  return reminded > 0 ? (upliftWithin ?? upliftExpected) / reminded : 0;
}

function effectOn(name: OutcomeName, control: ArmFigures, remind: ArmFigures): OutcomeEffect {
  const [without, withIt] = [sumsOf(control, name), sumsOf(remind, name)];
  const { theta, rhoSquared, ...arms } = adjust(without, withIt);
  return {
    raw: difference(momentsOf(without), momentsOf(withIt)),
    adjusted: difference(arms.control, arms.remind),
    relative: relativeDifference(arms.control, arms.remind, { base: momentsOf(without).mean }),
    theta,
    rhoSquared,
  };
}

const nothing: PerMailbox = { effect: 0, interval: null };
const gained = ({ adjusted }: OutcomeEffect): PerMailbox =>
  adjusted ? { effect: adjusted.effect, interval: { low: adjusted.low, high: adjusted.high } } : nothing;
/** Less left is more rescued. */
const spared = ({ adjusted }: OutcomeEffect): PerMailbox =>
  adjusted ? { effect: -adjusted.effect, interval: { low: -adjusted.high, high: -adjusted.low } } : nothing;

function moneyOf(
  effects: Readonly<Record<OutcomeName, OutcomeEffect>>,
  { messages, messageCost, margin }: Figures,
  mailboxes: number,
  basis: TrialReport["basis"],
): Ledgers {
  return ledgersOf({
    mailboxes,
    rescued: basis === "scores" ? spared(effects.left) : gained(effects.redeemed),
    toState: basis === "scores" ? spared(effects.leftToState) : gained(effects.toState),
    above: gained(effects.above),
    margin: margin.value,
    cost: messages * messageCost,
  });
}
