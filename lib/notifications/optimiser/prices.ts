import { type Assignment, NOBODY, type Problem } from "./problem";

/** What a message on a full day has to bring beyond its own gain, by slot; and what a unit of money has to, where it is short. */
export type Prices = { readonly slots: Float64Array; readonly money: number };

export type Demand = {
  /** Everybody's favourite at these prices; none where nothing brings more than it costs. */
  readonly chosen: Assignment;
  /** Upper bound for any plan: Σ max(0, gain − prices) + Σ price × capacity + price of money × budget. */
  readonly bound: number;
  readonly taken: Float64Array;
  readonly spent: number;
};

export const noPrices = (slots: number): Prices => ({ slots: new Float64Array(slots), money: 0 });

/** Of equals the first slot is chosen, and none rather than one that brings nothing. */
export function demandAt(p: Problem, prices: Prices): Demand {
  const { units, slots, groups, gains, costs, groupOf } = p;
  const chosen = new Int32Array(units).fill(NOBODY);
  const taken = new Float64Array(slots);
  const charge = new Float64Array(groups);
  let [bound, spent] = [0, 0];
  for (let unit = 0; unit < units; unit++) {
    for (let g = 0; g < groups; g++) charge[g] = prices.money * (costs[unit * groups + g] ?? 0);
    let [best, slot] = [0, NOBODY];
    for (let s = 0, at = unit * slots; s < slots; s++, at++) {
      const gain = gains[at] ?? 0;
      if (gain <= best) continue;
      const net = gain - (prices.slots[s] ?? 0) - (charge[groupOf[s] ?? 0] ?? 0);
      if (net > best) [best, slot] = [net, s];
    }
    if (slot === NOBODY) continue;
    chosen[unit] = slot;
    bound += best;
    taken[slot] = (taken[slot] ?? 0) + 1;
    spent += costs[unit * groups + (groupOf[slot] ?? 0)] ?? 0;
  }
  for (let s = 0; s < slots; s++) {
    const price = prices.slots[s] ?? 0;
    if (price > 0) bound += price * (p.capacity[s] ?? 0);
  }
  if (prices.money > 0) bound += prices.money * p.budget;
  return { chosen, bound, taken, spent };
}

export const isWithin = (p: Problem, { taken, spent }: Pick<Demand, "taken" | "spent">): boolean =>
  spent <= p.budget && taken.every((count, slot) => count <= (p.capacity[slot] ?? 0));

/**
 * Prices to begin with: none; as if all days were one, what the last unit that finds a place brings; and as if money alone
 * were short, what the last that finds money brings for each unit of it.
 */
export function firstPrices(p: Problem): Prices[] {
  const { units, slots, gains, groups, costs, groupOf } = p;
  const wanted: { readonly gain: number; readonly cost: number }[] = [];
  for (let unit = 0; unit < units; unit++) {
    let [gain, cost] = [0, 0];
    for (let s = 0; s < slots; s++) {
      const own = gains[unit * slots + s] ?? 0;
      if (own > gain) [gain, cost] = [own, costs[unit * groups + (groupOf[s] ?? 0)] ?? 0];
    }
    if (gain > 0) wanted.push({ gain, cost });
  }
  const room = p.capacity.reduce((sum, one) => sum + one, 0);
  wanted.sort((a, b) => b.gain - a.gain);
  const place = wanted[Math.floor(room)]?.gain ?? 0;
  wanted.sort((a, b) => b.gain * a.cost - a.gain * b.cost);
  let money = p.budget;
  const last = wanted.find(({ cost }) => {
    money -= cost;
    return money < 0;
  });
  return [
    noPrices(slots),
    { slots: p.capacity.map((free) => (free === Infinity ? 0 : place)), money: 0 },
    { slots: new Float64Array(slots), money: last && last.cost > 0 ? last.gain / last.cost : 0 },
  ];
}

/**
 * Lowers the bound by steps against the excess demand (subgradient of the Lagrangian, step by Polyak's rule with `reached`,
 * the gain of some plan, for the unknown optimum). Money is measured in mean messages, so that its price moves at the same
 * pace. Deterministic. Returns the prices with the lowest bound found.
 */
export function lowerBound(
  p: Problem,
  start: Prices,
  { steps, reached }: { readonly steps: number; readonly reached: number },
): { readonly prices: Prices; readonly bound: number } {
  const unit = meanCost(p);
  // So many steps without a better bound, and they are made half as long.
  const patience = Math.max(8, steps / 16);
  let now = start;
  let [best, bound] = [start, Infinity];
  let [pace, waited] = [1, 0];
  for (let step = 0; step < steps; step++) {
    const demand = demandAt(p, now);
    if (demand.bound < bound * (1 - 1e-9)) [best, bound, waited] = [now, demand.bound, 0];
    else if (++waited >= patience) {
      [pace, waited, now] = [pace / 2, 0, best];
      if (pace < 1e-3) break;
      continue;
    }
    const excess = Float64Array.from(p.capacity, (room, s) =>
      direction((demand.taken[s] ?? 0) - room, now.slots[s] ?? 0),
    );
    const overspent = direction((demand.spent - p.budget) / unit, now.money);
    const length = excess.reduce((sum, one) => sum + one * one, overspent * overspent);
    if (length === 0) break;
    const stride = (pace * Math.max(demand.bound - reached, 0)) / length;
    if (stride === 0) break;
    now = {
      slots: now.slots.map((price, s) => Math.max(0, price + stride * (excess[s] ?? 0))),
      money: Math.max(0, now.money + (stride * overspent) / unit),
    };
  }
  return { prices: best, bound };
}

/** A price of nothing does not fall, and what is without limit has none. */
const direction = (excess: number, price: number): number =>
  excess === -Infinity || (excess < 0 && price === 0) ? 0 : excess;

function meanCost({ costs }: Problem): number {
  const sum = costs.reduce((total, cost) => total + cost, 0);
  return sum > 0 ? sum / costs.length : 1;
}
