import type { Prices } from "./prices";
import { type Assignment, costOf, gainOf, NOBODY, type Problem } from "./problem";

/** A plan in the making: what is still free. */
export type Draft = { readonly chosen: Assignment; readonly room: Float64Array; money: number };

const netOf = (p: Problem, prices: Prices, unit: number, slot: number): number =>
  gainOf(p, unit, slot) - (prices.slots[slot] ?? 0) - prices.money * costOf(p, unit, slot);

/** Money is kept to a millionth of a minor unit, because costs are stored in single precision. */
const SLACK = 1e-6;
const fits = (p: Problem, draft: Draft, unit: number, slot: number): boolean =>
  (draft.room[slot] ?? 0) >= 1 && draft.money + SLACK >= costOf(p, unit, slot);

function put(p: Problem, draft: Draft, unit: number, slot: number): void {
  const before = draft.chosen[unit] ?? NOBODY;
  if (before !== NOBODY) {
    draft.room[before] = (draft.room[before] ?? 0) + 1;
    draft.money += costOf(p, unit, before);
  }
  draft.chosen[unit] = slot;
  if (slot === NOBODY) return;
  draft.room[slot] = (draft.room[slot] ?? 0) - 1;
  draft.money -= costOf(p, unit, slot);
}

/** Of what fits, the slot with the highest value above `least`, the first of equals; `NOBODY` where none has. */
function bestFit(p: Problem, draft: Draft, unit: number, least: number, value: (slot: number) => number): number {
  let [best, found] = [least, NOBODY];
  for (let slot = 0; slot < p.slots; slot++) {
    if (!(gainOf(p, unit, slot) > 0) || !fits(p, draft, unit, slot)) continue;
    const own = value(slot);
    if (own > best) [best, found] = [own, slot];
  }
  return found;
}

/**
 * A plan that keeps to capacity and budget, from prices. Whoever would lose most by not getting a favourite is served first;
 * whose favourite is full takes the next best that is free. Then whoever is left over takes what still fits.
 */
export function planAt(p: Problem, prices: Prices): Draft {
  const draft: Draft = { chosen: new Int32Array(p.units).fill(NOBODY), room: p.capacity.slice(), money: p.budget };
  const regret = new Float64Array(p.units);
  for (let unit = 0; unit < p.units; unit++) {
    let [first, second] = [0, 0];
    for (let slot = 0; slot < p.slots; slot++) {
      if (!(gainOf(p, unit, slot) > 0)) continue;
      const net = netOf(p, prices, unit, slot);
      if (net > first) [first, second] = [net, first];
      else if (net > second) second = net;
    }
    regret[unit] = first - second + first * 1e-3;
  }
  const order = orderBy(regret);
  for (const unit of order) {
    if (regret[unit] === 0) break;
    put(
      p,
      draft,
      unit,
      bestFit(p, draft, unit, 0, (slot) => netOf(p, prices, unit, slot)),
    );
  }
  fill(p, draft);
  return draft;
}

/** Largest first; of equals the first unit. */
function orderBy(value: Float64Array): Int32Array {
  return Int32Array.from(value.keys()).sort((a, b) => (value[b] ?? 0) - (value[a] ?? 0) || a - b);
}

/** Whoever has nothing takes the best that fits: those first whom it brings most for what it costs. */
function fill(p: Problem, draft: Draft): void {
  const worth = new Float64Array(p.units);
  for (let unit = 0; unit < p.units; unit++) {
    if (draft.chosen[unit] !== NOBODY) continue;
    const slot = bestFit(p, draft, unit, 0, (one) => gainOf(p, unit, one));
    if (slot !== NOBODY) worth[unit] = gainOf(p, unit, slot) / (costOf(p, unit, slot) + SLACK);
  }
  for (const unit of orderBy(worth)) {
    if (worth[unit] === 0) break;
    const slot = bestFit(p, draft, unit, 0, (one) => gainOf(p, unit, one));
    if (slot !== NOBODY) put(p, draft, unit, slot);
  }
}

/**
 * Exchanges that raise the gain, `rounds` times through all units: to a better slot that is free; and into a full one, if its
 * holder who loses least by going elsewhere (or nowhere) loses less than is won.
 */
export function improve(p: Problem, draft: Draft, rounds: number): void {
  for (let round = 0; round < rounds; round++) {
    const moved = moveToFree(p, draft) + displace(p, draft);
    fill(p, draft);
    if (moved === 0) return;
  }
}

function moveToFree(p: Problem, draft: Draft): number {
  let moved = 0;
  for (let unit = 0; unit < p.units; unit++) {
    const now = draft.chosen[unit] ?? NOBODY;
    if (now === NOBODY) continue;
    draft.money += costOf(p, unit, now);
    const slot = bestFit(p, draft, unit, gainOf(p, unit, now) * (1 + 1e-6), (one) => gainOf(p, unit, one));
    draft.money -= costOf(p, unit, now);
    if (slot === NOBODY) continue;
    put(p, draft, unit, slot);
    moved++;
  }
  return moved;
}

type Holder = { readonly unit: number; readonly loss: number };

/** By slot, its holders with what each would lose by leaving for the best free slot; smallest loss last. */
function holdersOf(p: Problem, draft: Draft): Holder[][] {
  const holders: Holder[][] = Array.from({ length: p.slots }, () => []);
  for (let unit = 0; unit < p.units; unit++) {
    const now = draft.chosen[unit] ?? NOBODY;
    if (now === NOBODY) continue;
    const other = bestFit(p, draft, unit, 0, (slot) => gainOf(p, unit, slot));
    const loss = gainOf(p, unit, now) - (other === NOBODY ? 0 : gainOf(p, unit, other));
    holders[now]?.push({ unit, loss });
  }
  for (const list of holders) list.sort((a, b) => b.loss - a.loss || b.unit - a.unit);
  return holders;
}

function displace(p: Problem, draft: Draft): number {
  const holders = holdersOf(p, draft);
  const [have, best] = [new Float64Array(p.units), new Float64Array(p.units)];
  for (let unit = 0; unit < p.units; unit++) {
    const now = draft.chosen[unit] ?? NOBODY;
    have[unit] = now === NOBODY ? 0 : gainOf(p, unit, now);
    for (let slot = 0; slot < p.slots; slot++) best[unit] = Math.max(best[unit] ?? 0, gainOf(p, unit, slot));
  }
  let moved = 0;
  for (const unit of orderBy(best.map((most, u) => most - (have[u] ?? 0)))) {
    if ((best[unit] ?? 0) - (have[unit] ?? 0) <= 0) break;
    if (displaceFor(p, draft, holders, unit, have[unit] ?? 0)) moved++;
  }
  return moved;
}

/** The exchange that brings most for one unit, if any brings something. */
function displaceFor(p: Problem, draft: Draft, holders: Holder[][], unit: number, have: number): boolean {
  let [most, found] = [0, NOBODY];
  for (let slot = 0; slot < p.slots; slot++) {
    const gain = gainOf(p, unit, slot);
    if (gain - have <= most || draft.chosen[unit] === slot) continue;
    const list = holders[slot] ?? [];
    while (list.length > 0 && draft.chosen[list.at(-1)?.unit ?? 0] !== slot) list.pop();
    const holder = list.at(-1);
    if (!holder) continue;
    const won = gain - have - holder.loss;
    if (won > Math.max(most, gain * 1e-6)) [most, found] = [won, slot];
  }
  const holder = found === NOBODY ? undefined : holders[found]?.at(-1);
  return holder !== undefined && exchange(p, draft, holder.unit, unit, found);
}

/** The holder makes room and looks for something free; taken back where money does not reach or nothing is won after all. */
function exchange(p: Problem, draft: Draft, holder: number, unit: number, slot: number): boolean {
  const before = draft.chosen[unit] ?? NOBODY;
  const worth = gainOf(p, holder, slot) + (before === NOBODY ? 0 : gainOf(p, unit, before));
  put(p, draft, unit, NOBODY);
  put(p, draft, holder, NOBODY);
  if (fits(p, draft, unit, slot)) {
    put(p, draft, unit, slot);
    const other = bestFit(p, draft, holder, 0, (one) => gainOf(p, holder, one));
    put(p, draft, holder, other);
    const now = gainOf(p, unit, slot) + (other === NOBODY ? 0 : gainOf(p, holder, other));
    if (now > worth * (1 + 1e-9)) return true;
    put(p, draft, holder, NOBODY);
    put(p, draft, unit, NOBODY);
  }
  put(p, draft, holder, slot);
  put(p, draft, unit, before);
  return false;
}
