import { demandAt, firstPrices, isWithin, lowerBound, noPrices, type Prices } from "./prices";
import { type Assignment, NOBODY, type Problem, sampleOf, totalGain } from "./problem";
import { improve, planAt } from "./repair";

export type Assigned = {
  readonly chosen: Assignment;
  readonly gain: number;
  /** No plan whatever brings more. */
  readonly bound: number;
  /** (bound − gain) ÷ bound; 0 where nothing can be gained. */
  readonly gap: number;
  readonly prices: Prices;
  /** What is still free in each slot. */
  readonly room: Float64Array;
};

/** Prices are looked for among so many units first, and then among all. */
const SAMPLE = 4_096;
const SAMPLE_STEPS = 400;
const STEPS = 40;
const ROUNDS = 4;

/**
 * The plan with the highest sum of gains that keeps to every slot's capacity and to the budget, nearly: prices of the Lagrangian,
 * a plan made at these prices, exchanges. `gap` says how far at most it is from the best. Where nothing is short it is exact.
 * Units × slots steps, whatever the number of units; the same input gives the same plan.
 */
export function assign(p: Problem): Assigned {
  const free = demandAt(p, noPrices(p.slots));
  if (isWithin(p, free)) return assigned(p, free.chosen, free.bound, noPrices(p.slots));
  const sample = sampleOf(p, SAMPLE);
  const rough = firstPrices(sample)
    .map((start) => {
      const reached = totalGain(sample, drafted(sample, start));
      return lowerBound(sample, start, { steps: SAMPLE_STEPS, reached });
    })
    .reduce((best, one) => (one.bound < best.bound ? one : best));
  const first = drafted(p, rough.prices);
  const { prices, bound } = lowerBound(p, rough.prices, { steps: STEPS, reached: totalGain(p, first) });
  const second = drafted(p, prices);
  const best = totalGain(p, second) > totalGain(p, first) ? second : first;
  return assigned(p, best, Math.min(bound, free.bound), prices);
}

function drafted(p: Problem, prices: Prices): Assignment {
  const draft = planAt(p, prices);
  improve(p, draft, ROUNDS);
  return draft.chosen;
}

function assigned(p: Problem, chosen: Assignment, bound: number, prices: Prices): Assigned {
  const gain = totalGain(p, chosen);
  const room = p.capacity.slice();
  for (const slot of chosen) if (slot !== NOBODY) room[slot] = (room[slot] ?? 0) - 1;
  return { chosen, gain, bound, gap: bound > 0 ? Math.max(0, (bound - gain) / bound) : 0, prices, room };
}
