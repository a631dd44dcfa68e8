import { type CivilDate, daysBetween } from "@/lib/dates";
import type { Clock } from "../clock";
import type { LeftOutRule } from "../constants";
import type { PlannedMember } from "../member";
import { type Explanation, explain } from "../optimiser/explain";
import { type Stake, stakeOf } from "../optimiser/loss";
import type { Candidate } from "../queries/candidates";
import { lossesOf, memberCards } from "./card-losses";
import type { CurrencyPlan, Draft, Placement } from "./drafts";
import { stratumOf } from "./stratum";
import type { Way } from "./ways";

export type MemberBasis = {
  readonly plans: readonly CurrencyPlan[];
  readonly today: CivilDate;
  /** Of somebody who was left out before anything was planned. */
  readonly ways: readonly Way[];
  readonly clock: Clock;
};

/** A person as he is written down for a batch: what is planned of him, or the rule that left him out. */
export function planMember(
  candidate: Candidate,
  draft: Draft,
  placement: Placement,
  basis: MemberBasis,
): PlannedMember {
  const { plans, today } = basis;
  const { unit: ref, person, rule } = placement;
  const own = ref === null ? null : plans[ref.plan];
  const planned = ref === null ? null : (own?.plan.units[ref.unit] ?? null);
  const household = ref === null ? null : (own?.households[ref.unit] ?? null);
  const ways = household?.ways ?? basis.ways;
  const way = ways.find(({ channel }) => channel === draft.channel) ?? null;
  const figures = planned?.figures?.people[person] ?? null;
  const value = candidate.cards.reduce((sum, { balance }) => sum + BigInt(balance), 0n);
  const stake = stakeOf(
    candidate.cards.flatMap((card) => lossesOf(card, today)),
    today,
  );
  const { lossOn } = stake;
  return {
    customerId: candidate.customerId,
    address: way === null ? null : addressOf(candidate, way),
    mailbox: way?.mailbox ?? null,
    leads: rule === null && person === 0,
    cards: memberCards(candidate.cards, today),
    value,
    lossOn,
    dueAt: rule === null ? (planned?.moment?.at.toISOString() ?? null) : null,
    timeZone: (planned?.unit.clock ?? basis.clock).timeZone,
    gain: figures?.gain ?? 0,
    baseRate: figures?.baseRate ?? 0,
    explanation: plainJson(
      planned && own
        ? leftOutBy(explain(own.plan, planned), rule)
        : unplanned({ stake, value, cards: candidate.cards.length, rule, today }),
    ),
    stratum: stratumOf({ value, lossOn }, draft.currency, today),
    leftOut: rule,
  };
}

/** What was planned and then could not be, for want of words. */
const leftOutBy = (explanation: Explanation, rule: LeftOutRule | null): Explanation =>
  rule === null || explanation.leftOut === rule ? explanation : { ...explanation, chosen: null, leftOut: rule };

type Unplanned = {
  readonly stake: Stake;
  readonly value: bigint;
  readonly cards: number;
  readonly rule: LeftOutRule | null;
  readonly today: CivilDate;
};

/** Nothing was compared: a rule of the person's own came first. */
const unplanned = ({ stake: { reason, lossOn }, value, cards, rule, today }: Unplanned): Explanation => ({
  reason,
  lossOn,
  daysToLoss: lossOn === null ? null : daysBetween(today, lossOn),
  atStake: value.toString(),
  cards,
  people: 1,
  chosen: null,
  leftOut: rule,
  others: [],
  clock: null,
});

/** Each person's own spelling of the address that they share. */
const addressOf = ({ email, phone }: Candidate, { channel, address }: Way): string =>
  (channel === "email" ? email : phone) ?? address;

/** As a database gives it back: what is sealed has to be what is stored. */
const plainJson = (value: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
