import type { PlannedUnit } from "../optimiser/plan";
import { rangesOf } from "../optimiser/range";
import { waitingOf } from "../optimiser/waiting";
import { smallestDetectable } from "../trial/power";
import type { CurrencyPlan, Draft } from "./drafts";

/** What an approver is told of a batch. Amounts that are estimates are in minor units and not rounded. */
export type DraftFigures = {
  readonly messages: number;
  readonly cost: bigint;
  readonly delayCost: bigint;
  readonly delayCosts: bigint[];
  readonly upliftExpected: number;
  readonly upliftLow: number;
  readonly upliftHigh: number;
  readonly upliftWithin: number;
  readonly baseRate: number;
  readonly detectable: number | null;
  readonly breakageGivenUp: number;
  readonly escheatAvoided: number;
};

/** The share of a draft that is held out: nobody of a notice that the law demands, and nobody for a second time. */
export const shareHeldOutOf = (
  { template, isLastCall }: Pick<Draft, "template" | "isLastCall">,
  share: number,
): number => (template.messageClass === "statutory-notice" || isLastCall ? 0 : share);

/**
 * Sums over those who are written to. What a reminder brings is told of those who will get one: of the others, the share that
 * is held out, nothing is expected beyond what comes by itself. The cost is that of all messages, which is the most it can be.
 * Waiting costs what is lost while nothing of the batch leaves: for a day, two days, and so on.
 */
export function figuresOfDraft(
  draft: Draft,
  plans: readonly CurrencyPlan[],
  { holdoutShare }: { readonly holdoutShare: number },
): DraftFigures {
  const plan = plans[draft.units[0]?.plan ?? 0]?.plan;
  if (!plan) throw new RangeError("a batch has units of a plan");
  const units = draft.units.flatMap(({ unit }) => plan.units[unit] ?? []);
  const share = shareHeldOutOf(draft, holdoutShare);
  const reminded = 1 - share;
  const { rescued } = rangesOf(plan, units);
  const sum = (of: (unit: PlannedUnit) => number) => units.reduce((total, unit) => total + of(unit), 0);
  const messageCost = plan.context.valuation.parametersOf(draft.channel, draft.reason).messageCost;
  const baseRate = baseRateOf(units);
  const delayCosts = waitingOf(units).map((cost) => BigInt(Math.round(cost * reminded)));
  return {
    messages: units.length,
    cost: BigInt(Math.round(units.length * messageCost)),
    delayCost: delayCosts[0] ?? 0n,
    delayCosts,
    upliftExpected: rescued.expected * reminded,
    upliftLow: rescued.low * reminded,
    upliftHigh: rescued.high * reminded,
    upliftWithin: sum(({ figures }) => figures?.seen ?? 0) * reminded,
    baseRate,
    detectable: smallestDetectable({ people: units.length, share, baseRate }),
    breakageGivenUp: sum(({ figures }) => figures?.breakage ?? 0) * reminded,
    escheatAvoided: sum(({ figures }) => figures?.escheat ?? 0) * reminded,
  };
}

/** A mailbox counts as redeemed when anybody behind it has. */
function baseRateOf(units: readonly PlannedUnit[]): number {
  if (units.length === 0) return 0;
  const rates = units.map(
    ({ figures }) => 1 - (figures?.people ?? []).reduce((none, { baseRate }) => none * (1 - baseRate), 1),
  );
  return Math.min(1, Math.max(0, rates.reduce((sum, rate) => sum + rate, 0) / units.length));
}
