/** Random but repeatable histories: several batches, currencies and time zones, with everything that can happen to a card. */
import type { TestBatch, TestCard, TestEvent, TestType } from "../support/cards";

/** A small generator of its own, so that a seed gives the same history on every machine. */
export function randomFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  const upTo = (n: number) => Math.floor(next() * n);
  return { next, upTo, pick: <T>(list: readonly T[]): T => list[upTo(list.length)] as T };
}
export type Random = ReturnType<typeof randomFrom>;

export const START = Date.UTC(2022, 0, 1);
export const dayAfter = (days: number) => new Date(START + days * 86_400_000).toISOString().slice(0, 10);
const MONTH_ENDS = ["2023-01-31", "2023-02-28", "2024-02-29", "2023-12-31", "2024-06-30"];

const types: TestType[] = [
  { code: "T1", brand: "B1", model: "open", medium: "digital", category: "Travel" },
  { code: "T2", brand: "B1", model: "closed", medium: "physical", category: "Food" },
  { code: "T3", brand: "B2", model: "semi-closed", category: "Food" },
  { code: "T4" },
  { code: "T5", brand: "B2", currency: "JPY", model: "open" },
];
const states = ["US-TX", "US-NY", "FR", "unknown"];

function randomCard(random: Random, id: string): TestCard {
  const sold = random.upTo(700);
  const expires = sold + 30 + random.upTo(400);
  const funds = expires + random.pick([0, 0, 31, 200, 400]);
  const end = random.next() < 0.2 ? random.pick(MONTH_ENDS) : dayAfter(expires);
  const card: TestCard = {
    id,
    type: random.pick(types).code,
    soldOn: dayAfter(sold),
    jurisdiction: random.pick(states),
    birthYear: random.pick([0, 1950, 1985, 1990, 2004]),
  };
  if (random.next() < 0.8) card.merchant = random.pick(["M1", "M2", "M3"]);
  if (random.next() < 0.9) card.expiresOn = end;
  const [, fundsEnd] = [dayAfter(funds), end].sort();
  if (random.next() < 0.7 && fundsEnd) card.fundsExpireOn = fundsEnd;
  return card;
}

function randomEvents(random: Random, card: TestCard): TestEvent[] {
  const sold = (Date.parse(card.soldOn) - START) / 86_400_000;
  const value = random.pick([1_000, 2_500, 99_900]);
  const events: TestEvent[] = [{ id: `${card.id}-sale`, card: card.id, kind: "sale", amount: value, on: card.soldOn }];
  let left = value;
  for (let i = 0; i < random.upTo(6); i += 1) {
    const kind = random.pick([
      "redemption",
      "redemption",
      "redemption",
      "reload",
      "refund",
      "fee",
      "transfer",
      "adjustment",
      "opened",
      "expiry",
      "escheat",
    ] as const);
    const some = Math.min(left, 1 + random.upTo(900));
    const sign =
      kind === "reload"
        ? 1
        : kind === "transfer" || kind === "adjustment"
          ? random.pick([1, -1])
          : kind === "opened"
            ? 0
            : -1;
    const amount = sign * some;
    left += amount;
    const event: TestEvent = {
      id: `${card.id}-${i}`,
      card: card.id,
      kind,
      amount,
      on: dayAfter(sold + random.upTo(450)),
    };
    event.at = random.pick(["00:00", "03:30", "12:00", "23:59"]);
    // Where it was used, which need not be where it was sold; of some nobody says.
    const place = random.pick(["M1", "M2", "M3", null]);
    if (kind === "redemption" && place !== null) event.merchant = place;
    events.push(event);
  }
  return events;
}

/** Batches in order of loading: cards and part of their events, then later batches with late events and voids. */
export function randomBatches(seed: number, cards: number): TestBatch[] {
  const random = randomFrom(seed);
  const batches: TestBatch[] = [0, 1, 2].map((i) => ({
    recordedAt: `202${4 + i}-0${i + 3}-15T10:00:00Z`,
    cards: [],
    events: [],
  }));
  Object.assign(batches[0] as TestBatch, { merchants: ["M1", "M2", "M3"], types });
  for (let i = 0; i < cards; i += 1) {
    const card = randomCard(random, `C${i}`);
    const first = random.pick([0, 0, 1]);
    batches[first]?.cards?.push(card);
    const events = randomEvents(random, card);
    let earliest = first;
    for (const event of events) {
      earliest = Math.max(earliest, random.pick([first, first, 1, 2]));
      batches[event.kind === "sale" ? first : earliest]?.events?.push(event);
    }
    const voided = random.pick(events);
    if (random.next() < 0.3) {
      batches[2]?.events?.push({
        ...voided,
        id: `${voided.id}-void`,
        kind: "void",
        amount: -voided.amount,
        corrects: voided.id,
      });
    }
  }
  return batches;
}
