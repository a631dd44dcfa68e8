import type { CivilDate } from "@/lib/dates";
import { type Clock, clockOf } from "../clock";
import type { Channel, LeftOutRule, ReminderReason } from "../constants";
import { dailyHazard, type HazardSteps } from "../optimiser/hazard";
import { stakeOf } from "../optimiser/loss";
import type { PlanCard } from "../optimiser/unit";
import type { Candidate, CandidateCard } from "../queries/candidates";
import type { ScoreCell, ScoreCells } from "../queries/score-cells";
import type { Standing } from "../queries/standing";
import { lastUsableDay, lossesOf } from "./card-losses";
import { type Way, waysTo } from "./ways";

/** What the plan has to know of one person, and nothing more: there may be hundreds of thousands. */
export type PersonFacts = {
  readonly customerId: number;
  readonly currency: string;
  readonly language: string;
  readonly clock: Clock;
  readonly ways: readonly Way[];
  readonly value: bigint;
  readonly reason: ReminderReason;
  readonly lossOn: CivilDate | null;
  readonly cards: readonly PlanCard[];
  /** He is left out whatever the plan says. */
  readonly rule: LeftOutRule | null;
  /** He was held out, and his day of loss is near: he is not held out once more. */
  readonly isLastCall: boolean;
};

export type PeopleBasis = {
  readonly today: CivilDate;
  /** The issuer's. */
  readonly timeZone: string;
  /** Ways that are open at all, the preferred first. */
  readonly channels: readonly Channel[];
  readonly scores: ScoreCells;
  readonly standing: Standing;
};

/** Turns candidates into people; hazards that are the same for many cards are made once. */
export function peopleReader(basis: PeopleBasis): (candidate: Candidate) => PersonFacts {
  const { today, standing } = basis;
  const hazardOf = hazardReader(basis);
  return (candidate) => {
    const losses = candidate.cards.map((card) => lossesOf(card, today));
    const stake = stakeOf(losses.flat(), today);
    const ways = waysTo(candidate, basis.channels, standing.suppressed);
    return {
      customerId: candidate.customerId,
      currency: candidate.currency,
      language: languageOf(candidate.language),
      clock: clockOf(candidate, basis.timeZone),
      ways,
      value: candidate.cards.reduce((sum, { balance }) => sum + BigInt(balance), 0n),
      reason: stake.reason,
      lossOn: stake.lossOn,
      cards: candidate.cards.flatMap((card, at): PlanCard[] => {
        const score = card.score === null ? undefined : basis.scores.cells.get(card.score);
        const hazard = score && hazardOf(card, score);
        if (!score || !hazard) return [];
        return [
          {
            cardId: card.id,
            balance: BigInt(card.balance),
            hazard,
            untouched: score.untouched,
            losses: losses[at] ?? [],
          },
        ];
      }),
      rule: ruleOf(candidate, ways, standing),
      isLastCall: standing.lastCall.has(candidate.customerId),
    };
  };
}

/** The first way's rule where every way is closed. */
function ruleOf({ customerId }: Candidate, ways: readonly Way[], standing: Standing): LeftOutRule | null {
  const [first] = ways;
  if (!first) return "no-address";
  if (ways.every(({ blockedBy }) => blockedBy !== null)) return first.blockedBy;
  return standing.plannedElsewhere.has(customerId) ? "planned-elsewhere" : null;
}

/** 'en-GB' and 'EN' are 'en': templates are written by language alone. */
export function languageOf(language: string | null): string {
  const bare = language?.trim().toLowerCase().split(/[-_]/)[0];
  return bare && /^[a-z]{2,3}$/.test(bare) ? bare : "en";
}

function hazardReader({ scores, today }: PeopleBasis): (card: CandidateCard, score: ScoreCell) => HazardSteps | null {
  const made = new Map<string, HazardSteps>();
  return (card, { hazards }) => {
    if (hazards.length === 0) return null;
    const endsOn = lastUsableDay(card);
    const key = `${card.score} ${endsOn ?? ""}`;
    const found = made.get(key);
    if (found) return found;
    const hazard = dailyHazard(hazards, { scoredOn: scores.scoredOn, asOf: today, endsOn });
    made.set(key, hazard);
    return hazard;
  };
}
