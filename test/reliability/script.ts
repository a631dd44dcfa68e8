/** Random but repeatable scripts of batches for one issuer: new cards, events on old ones, backdated rows, voids, refunds. */
import { type Random, randomFrom } from "../breakage/random-history";
import type { TestBatch, TestCard, TestEvent } from "../support/cards";

const TYPES = ["A", "B", "C"] as const;
const KINDS = [
  "redemption",
  "redemption",
  "redemption",
  "reload",
  "refund",
  "fee",
  "adjustment",
  "transfer",
  "expiry",
  "escheat",
  "opened",
  "enquiry",
] as const;

/** What the script knows of the issuer: enough to draw the next batch so that it makes sense. */
export type World = {
  random: Random;
  cards: { card: TestCard; batch: number }[];
  /** Events that a void may still take back. */
  open: { event: TestEvent; batch: number }[];
  batches: number;
  events: number;
};

export function newWorld(seed: number): World {
  return { random: randomFrom(seed), cards: [], open: [], batches: 0, events: 0 };
}

const day = (random: Random) =>
  new Date(Date.UTC(2023, 0, 1) + random.upTo(800) * 86_400_000).toISOString().slice(0, 10);

export function nextBatch(world: World): TestBatch {
  const { random } = world;
  const batch = world.batches++;
  const cards: TestCard[] = Array.from({ length: 1 + random.upTo(4) }, (_, i) => ({
    id: `C${batch}-${i}`,
    type: random.pick(TYPES),
    soldOn: day(random),
    // Nobody says when or where it was sold: its sales do.
    ...(random.next() < 0.4 ? { isPlacedBySale: true } : {}),
    ...(random.next() < 0.7 ? { expiresOn: `2024-${String(1 + random.upTo(12)).padStart(2, "0")}-28` } : {}),
    ...(random.next() < 0.4 ? { fundsExpireOn: "2025-12-31" } : {}),
    ...(random.next() < 0.8 ? { merchant: random.pick(["M1", "M2"]) } : {}),
    jurisdiction: random.pick(["US-TX", "FR", "unknown"]),
    birthYear: random.pick([0, 1970, 2001]),
  }));
  const events: TestEvent[] = [];
  const add = (event: Omit<TestEvent, "id">) => {
    const named = { ...event, id: `E${world.events++}` };
    events.push(named);
    return named;
  };
  for (const card of cards) {
    const sale = add({
      card: card.id,
      kind: "sale",
      amount: 10_000,
      on: card.soldOn,
      ...(card.merchant ? { merchant: card.merchant } : {}),
    });
    world.cards.push({ card, batch });
    world.open.push({ event: sale, batch });
  }
  // Dates are drawn anew for every event: most are older than what the card has seen already.
  for (let i = 0; i < 3 + random.upTo(8); i += 1) {
    const { card } = random.pick(world.cards);
    const kind = random.pick(KINDS);
    const amount = kind === "opened" || kind === "enquiry" ? 0 : 1 + random.upTo(500);
    const sign = kind === "reload" || (kind === "transfer" && random.next() < 0.5) ? 1 : -1;
    const event = add({
      card: card.id,
      kind,
      amount: amount === 0 ? 0 : sign * amount,
      on: day(random),
      ...(kind === "redemption" && random.next() < 0.5
        ? { spent: amount + 100, merchant: random.pick(["M1", "M2"]) }
        : {}),
    });
    world.open.push({ event, batch });
  }
  for (let i = 0; i < random.upTo(4); i += 1) {
    const isOfSale = random.next() < 0.4;
    const targets = world.open.filter(({ event }) => (event.kind === "sale") === isOfSale);
    if (targets.length === 0) continue;
    const target = random.pick(targets);
    world.open.splice(world.open.indexOf(target), 1);
    const { event } = target;
    const back = { kind: "void" as const, amount: -event.amount, on: "2025-03-15", corrects: event.id };
    add({
      card: event.card,
      ...back,
      ...(event.spent === undefined ? {} : { spent: event.spent }),
      ...(event.merchant ? { merchant: event.merchant } : {}),
    });
    // A card whose sale was wrong is mostly sold once more.
    if (event.kind === "sale" && random.next() < 0.7) {
      const again = { ...event, on: day(random), merchant: random.pick(["M1", "M2"]) };
      world.open.push({ event: add(again), batch });
    }
  }
  const programme = batch === 0 ? { types: TYPES.map((code) => ({ code })), merchants: ["M1", "M2"] } : {};
  return { label: `batch ${batch}`, ...programme, cards, events };
}

/** Forgets what a withdrawn batch had brought, so that later batches do not refer to it. */
export function forget(world: World, batch: number): void {
  world.cards = world.cards.filter((one) => one.batch !== batch);
  const known = new Set(world.cards.map(({ card }) => card.id));
  world.open = world.open.filter((one) => one.batch !== batch && known.has(one.event.card));
}
