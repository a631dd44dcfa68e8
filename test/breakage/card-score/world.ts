import { type CardFacts, cellOf, packCell } from "@/lib/breakage/card-score/cell";
import type { OutcomeRow, TakenMonth } from "@/lib/breakage/card-score/past-scores";
import { OUTCOMES, phaseOf, stateOf } from "@/lib/breakage/card-score/taken";
import type { TrainingRow } from "@/lib/breakage/card-score/training";
import { makeRandom, type Random } from "@/lib/statistics/random";

/**
 * A world whose truth is known, card by card and month by month. A card never used is used in a month with the cumulative
 * hazard first(age) · e^type, a used one with again(balance) · e^type · e^holder. A use empties the card with a chance that is
 * its own before and after the first, and takes a share between a fifth and four fifths otherwise.
 */
export const truth = {
  types: [0, 0.4, -0.4],
  /** Of holders that are known. */
  holder: 0.3,
  first: (age: number) => 0.02 + 0.25 * Math.exp(-age / 5),
  again: (share: number) => (share < 0.25 ? 0.04 : 0.12),
  emptied: { first: 0.5, later: 0.7 },
};

export const FIRST_MONTH = 2020 * 12;
const MONTHS = 48;
/** Three years and a month: the cards of the first months end within the world. */
const END_AGE = 37;

type Card = { typeId: number; sold: number; known: boolean; face: number };
type State = { balance: number; uses: number; lastUse: number | null };

const factsOf = (card: Card, state: State, month: number): CardFacts => ({
  typeId: card.typeId,
  age: month - card.sold,
  endAge: END_AGE,
  uses: state.uses,
  idleMonths: state.lastUse === null ? null : month - 1 - state.lastUse,
  balance: state.balance,
  loaded: card.face,
  faceValue: card.face,
  usualValue: 10_000,
  holder: card.known ? { placeKnown: true, ageAtSale: 40 } : null,
});

function hazardOf(card: Card, { balance, uses }: State, age: number): number {
  const type = truth.types[card.typeId - 1] ?? 0;
  const holder = card.known ? truth.holder : 0;
  return (uses === 0 ? truth.first(age) : truth.again(balance / card.face)) * Math.exp(type + holder);
}

export type History = { rows: TrainingRow[]; taken: TakenMonth[]; outcomes: OutcomeRow[] };

export type Span = {
  /** The last month that is learnt from, and how many follow. */
  readonly from: number;
  readonly horizon: number;
  /** What a month's hazards are multiplied by, for all cards. */
  readonly pace?: (month: number) => number;
};

/** Card-months up to `from`, redemptions among them, and what came within `horizon` months of the cards open at `from`. */
export function simulateCards(seed: string, cards: number, span: Span): History {
  const random = makeRandom(seed);
  const [rows, taken, outcomes] = [
    new Map<string, TrainingRow>(),
    new Map<string, TakenMonth>(),
    new Map<number, OutcomeRow>(),
  ];
  for (let i = 0; i < cards; i++) live(random.split(i), { rows, taken, outcomes }, span);
  return { rows: [...rows.values()], taken: [...taken.values()], outcomes: [...outcomes.values()] };
}

type Sums = { rows: Map<string, TrainingRow>; taken: Map<string, TakenMonth>; outcomes: Map<number, OutcomeRow> };

function live(random: Random, sums: Sums, { from, horizon, pace = () => 1 }: Span): void {
  const card: Card = {
    typeId: 1 + random.integer(truth.types.length),
    sold: FIRST_MONTH + random.integer(MONTHS),
    known: random.uniform() < 0.5,
    face: 10_000,
  };
  let state: State = { balance: card.face, uses: 0, lastUse: null };
  let open: { key: number; balance: number } | null = null;
  const last = Math.min(card.sold + END_AGE, from + horizon);
  for (let month = card.sold + 1; month <= last && state.balance > 0; month++) {
    const key = packCell(cellOf(factsOf(card, state, month)));
    if (month === from + 1) open = { key, balance: state.balance };
    const used = random.uniform() < -Math.expm1(-pace(month) * hazardOf(card, state, month - card.sold));
    if (month <= from) add(sums.rows, `${key}/${month}`, { key, month, trials: 1, events: Number(used), lost: 0 });
    if (!used) continue;
    const after = use(random, state, month);
    if (month <= from) sums.taken.set(...takenOf(sums.taken, card, { key, month, state, after }));
    state = after;
  }
  if (!open) return;
  const known = sums.outcomes.get(open.key) ?? { key: open.key, cards: 0, untouched: 0, notFully: 0, left: 0 };
  sums.outcomes.set(open.key, {
    key: open.key,
    cards: known.cards + 1,
    untouched: known.untouched + Number(state.balance === open.balance),
    notFully: known.notFully + Number(state.balance > 0),
    left: known.left + state.balance / open.balance,
  });
}

function use(random: Random, { balance, uses }: State, month: number): State {
  const empties = random.uniform() < (uses === 0 ? truth.emptied.first : truth.emptied.later);
  const share = 0.2 + 0.6 * random.uniform();
  return { balance: empties ? 0 : Math.round(balance * (1 - share)), uses: uses + 1, lastUse: month };
}

function add(rows: Map<string, TrainingRow>, name: string, row: TrainingRow): void {
  const known = rows.get(name);
  rows.set(name, known ? { ...known, trials: known.trials + row.trials, events: known.events + row.events } : row);
}

type Use = { key: number; month: number; state: State; after: State };

function takenOf(rows: Map<string, TakenMonth>, card: Card, { key, month, state, after }: Use): [string, TakenMonth] {
  const then = cellOf(factsOf(card, after, month + 1));
  const source = phaseOf(month - card.sold) * OUTCOMES + stateOf(key % 256);
  const outcome = after.balance === 0 ? 0 : stateOf(then.history);
  const name = `${card.typeId}/${source}/${outcome}/${month}`;
  const known = rows.get(name) ?? { typeId: card.typeId, source, outcome, month, redemptions: 0, left: 0 };
  return [name, { ...known, redemptions: known.redemptions + 1, left: known.left + after.balance / state.balance }];
}
