/** An issuer with households, drawn by a seed: who lives with whom, and by which addresses they are written to. */
import type postgres from "postgres";
import type { Channel } from "@/lib/notifications/constants";
import type { Random } from "@/lib/statistics/random";
import { loadBatch } from "../../../support/cards";
import { type House, openHouse } from "../../approval/stored-batch";
import { emptyLedger, type Ledger, type Rules } from "./ledger";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Half hours, quarters of hours and clocks that are changed within the weeks looked at. */
const ZONES = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"];
/** Before the clocks go back in Europe and America, and before they go forward (Lord Howe: by half an hour, the other way). */
const STARTS = ["2026-10-12T08:00:00Z", "2027-03-01T08:00:00Z"];
const QUIET = [
  { quietFrom: 20, quietTo: 9 },
  { quietFrom: 21, quietTo: 8 },
  { quietFrom: 22, quietTo: 2 },
  { quietFrom: 2, quietTo: 3 },
  { quietFrom: 9, quietTo: 18 },
];
const CAPS = [
  { capWeek: 1, capSixtyDays: 3 },
  { capWeek: 1, capSixtyDays: 2 },
  { capWeek: 2, capSixtyDays: 4 },
];
const HOUSEHOLDS = 6;

export type Person = {
  readonly customerId: number;
  readonly cardId: number;
  readonly timeZone: string;
  /** The household's and his own, where he has one. */
  readonly addresses: Readonly<Record<Channel, readonly string[]>>;
};

export type World = {
  readonly house: House;
  readonly owner: postgres.Sql;
  readonly start: number;
  readonly setting: { quietFrom: number; quietTo: number; capWeek: number; capSixtyDays: number };
  readonly rules: Rules;
  readonly people: readonly Person[];
  readonly zoneOf: ReadonlyMap<string, string>;
  readonly ledger: Ledger;
};

export const pick = <T>(random: Random, of: readonly T[]): T => {
  const found = of[random.integer(of.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
};
export const chance = (random: Random, share: number): boolean => random.uniform() < share;

/**
 * Numbers are given by the seed and not by how many seeds were run before: keys are made of them, and the order of
 * messages follows from them.
 */
async function fixNumbers(owner: postgres.Sql, seed: number): Promise<void> {
  const sequences: [string, string][] = [
    ["app.issuer", "id"],
    ["app.notification_batch", "id"],
    ["silver.customer", "customer_id"],
    ["silver.card", "id"],
  ];
  for (const [table, column] of sequences)
    await owner`select setval(pg_get_serial_sequence(${table}, ${column}), ${seed * 1_000})`;
  // Of messages due at once the one that lies first in the table is taken first.
  await owner`truncate app.outbox`;
}

export async function makeWorld(owner: postgres.Sql, seed: number, random: Random): Promise<World> {
  await fixNumbers(owner, seed);
  const setting = { ...pick(random, QUIET), ...pick(random, CAPS) };
  const house = await openHouse(`SIM${seed}`, setting);
  const start = Date.parse(pick(random, STARTS)) + random.integer(24) * HOUR_MS;
  const drawn = drawPeople(random);
  const people = await store(owner, house, drawn);
  const ledger = emptyLedger();
  const zoneOf = new Map(
    people.flatMap(({ addresses, timeZone }) =>
      Object.values(addresses).flatMap((all) => all.map((one): [string, string] => [one, timeZone])),
    ),
  );
  const rules: Rules = { ...setting, rate: { email: 1 + random.integer(6), sms: 1 + random.integer(3), push: 1 } };
  const world = { house, owner, start, setting, rules, people, zoneOf, ledger };
  for (const { customerId } of people) {
    ledger.balances.push({ at: 0, customerId, minor: 5_000 });
    for (const channel of ["email", "sms"] as const)
      if (chance(random, 0.85)) await consent(world, { at: 0, customerId, channel, yes: true });
  }
  return world;
}

type Drawn = Omit<Person, "customerId" | "cardId">;

function drawPeople(random: Random): Drawn[] {
  const people: Drawn[] = [];
  for (let house = 1; house <= HOUSEHOLDS; house += 1) {
    const timeZone = pick(random, ZONES);
    const size = 1 + random.integer(3);
    for (let one = 1; one <= size; one += 1) {
      const email = [`home${house}@sim.example`, ...(chance(random, 0.6) ? [`p${one}.h${house}@sim.example`] : [])];
      const sms = [`+1555010${house}0`, ...(chance(random, 0.5) ? [`+1555010${house}${one}`] : [])];
      people.push({ timeZone, addresses: { email, sms, push: [] } });
    }
  }
  return people;
}

async function store(owner: postgres.Sql, house: House, drawn: readonly Drawn[]): Promise<Person[]> {
  const { issuerId } = house.scope;
  const batchId = await loadBatch(house.scope, { types: [{ code: "GC" }] });
  const people: Person[] = [];
  for (const [index, one] of drawn.entries()) {
    const [row] = await owner<{ customer: string; card: string }[]>`
      with type as (select id from silver.card_type where issuer_id = ${issuerId}),
      person as (
        insert into silver.customer (issuer_id, source_id, name, email, phone, batch_id)
        values (${issuerId}, ${`P${index}`}, ${`Person ${index}`}, ${one.addresses.email[0] ?? null},
          ${one.addresses.sms[0] ?? null}, ${batchId}) returning customer_id),
      card as (
        insert into silver.card (customer_id, issuer_id, source_id, card_type_id, sold_on, batch_id, recorded_at)
        select customer_id, ${issuerId}, ${`K${index}`}, type.id, '2026-01-05', ${batchId}, now() from person, type
        returning customer_id, id, card_type_id)
      insert into silver.card_summary (customer_id, card_id, issuer_id, card_type_id, currency, jurisdiction, birth_year,
        sold_on, cards, sold)
      select customer_id, id, ${issuerId}, card_type_id, 'USD', 'unknown', 0, '2026-01-05', 1, 5000 from card
      returning customer_id as customer, card_id as card`;
    if (!row) throw new Error("nobody stored");
    people.push({ ...one, customerId: Number(row.customer), cardId: Number(row.card) });
  }
  return people;
}

/** A person's yes or no, in the product's table and in the ledger. */
export async function consent(
  { owner, ledger }: Pick<World, "owner" | "ledger">,
  said: Ledger["consents"][number],
): Promise<void> {
  const { customerId, channel, yes } = said;
  await owner`update silver.customer set ${owner(channel === "email" ? "consent_email" : "consent_sms")} = ${yes}
    where customer_id = ${customerId}`;
  ledger.consents.push(said);
}

export async function spend({ owner, ledger }: World, at: number, customerId: number): Promise<void> {
  await owner`update silver.card_summary set redeemed = sold where customer_id = ${customerId}`;
  ledger.balances.push({ at, customerId, minor: 0 });
}
