import { sql } from "drizzle-orm";
import postgres from "postgres";
import { env } from "@/lib/env";
import { Conflict } from "@/lib/errors";
import { DEMO_SETTING } from "@/lib/identity/demo";
import { createDemoAccounts } from "@/lib/identity/mutations/demo";
import { keepPlans } from "./bulk";
import { type Tx, withGate } from "./client";
import { issuer } from "./schema/programme";
import { drawCards } from "./seed/card-rows";
import { createDraws } from "./seed/draw";
import { drawEndings } from "./seed/ending-rows";
import { drawEvents } from "./seed/event-rows";
import { assignBatches, insertCards, insertFacts, insertHolders } from "./seed/load-rows";
import { drawPeople } from "./seed/people-rows";
import { demoIssuer } from "./seed/programme";
import { insertProgramme } from "./seed/programme-rows";
import { hasReminders, insertReminders } from "./seed/reminders";

export const DEMO_CARDS = 30_000;
export const DEMO_SEED = 7;

export type SeedOptions = {
  cards?: number;
  seed?: number;
  /** Called with a short sentence as the work goes on. */
  log?: (message: string) => void;
  /** The owner's address of the database that the connection of this process leads to. */
  ownerUrl?: string;
};

/** Whether this database knows no issuer yet: only then is the demo loaded by itself. */
export function isDatabaseEmpty(): Promise<boolean> {
  return withGate("system", async (tx) => {
    const [found] = await tx.execute<{ empty: boolean }>(sql`select not exists (select from app.issuer) as empty`);
    return found?.empty ?? false;
  });
}

/**
 * The demo issuer with its programme, people, cards and five years of events, in one transaction: a start that is cut off
 * leaves nothing of them. What it sends reminders by is written after that, as anybody would, and `finishDemo` makes up for
 * what was cut off there. The same seed and size give the same demo.
 * @throws Conflict when the demo issuer is there already.
 */
export async function seedDemo({
  cards = DEMO_CARDS,
  seed = DEMO_SEED,
  log = () => {},
  ownerUrl = env().DATABASE_URL,
}: SeedOptions = {}) {
  if (!Number.isSafeInteger(cards) || cards < 100 || cards > 20_000_000) {
    throw new RangeError("The demo has between 100 and 20,000,000 cards");
  }
  const made = await withGate("system", async (tx) => {
    const [existing] = await tx.execute(sql`select from app.issuer where code = ${demoIssuer.code}`);
    if (existing) throw new Conflict("The demo issuer is in this database already.");
    const fresh = await isFresh(tx);
    const [row] = await tx
      .insert(issuer)
      .values({ ...demoIssuer, isDemo: true })
      .returning({ id: issuer.id });
    if (!row) throw new Error("The demo issuer was not created");
    if (fresh) await markAsDemo(tx);
    await tx.execute(sql`select app.set_scope(${row.id}::int, null, null)`);
    const facts = await fill(tx, row.id, cards, seed, log);
    // Only a database that holds nothing else gets sign-ins whose password everybody knows.
    if (fresh) await createDemoAccounts(tx, row.id);
    return { issuerId: row.id, facts, accounts: fresh };
  });
  await tidy(ownerUrl);
  await insertReminders(new Date());
  return made;
}

/** What a start left undone that was cut off when the demo's cards were there, but not all it sends reminders by. */
export async function finishDemo(ownerUrl = env().DATABASE_URL): Promise<void> {
  const isThere = await withGate("system", (tx) =>
    tx.execute(sql`select from app.issuer where code = ${demoIssuer.code} and is_demo`),
  );
  if (isThere.length === 0 || (await hasReminders())) return;
  await tidy(ownerUrl);
  await insertReminders(new Date());
}

async function fill(tx: Tx, issuerId: number, cards: number, seed: number, log: (message: string) => void) {
  await tx.execute(sql.raw("set local work_mem = '192MB'"));
  await keepPlans(tx);
  await createDraws(tx, seed);
  await insertProgramme(tx, issuerId);
  await drawCards(tx, cards);
  await drawPeople(tx, cards);
  log(`${cards} cards drawn`);
  await drawEvents(tx);
  await drawEndings(tx);
  await assignBatches(tx, issuerId, cards, seed);
  log("events drawn");
  await insertHolders(tx, issuerId);
  await insertCards(tx, issuerId);
  await insertFacts(tx, issuerId, log);
  const [count] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from silver.card_transaction where issuer_id = ${issuerId}`,
  );
  return count?.n ?? 0;
}

async function isFresh(tx: Tx): Promise<boolean> {
  const [found] = await tx.execute(sql`select from app.issuer limit 1`);
  return found === undefined;
}

async function markAsDemo(tx: Tx): Promise<void> {
  await tx.execute(sql`
    insert into app.setting (key, value) values (${DEMO_SETTING}, 'true')
    on conflict (key) do update set value = excluded.value`);
}

/** As the owner: sixty loads in one transaction leave dead rows and no statistics, and the first reader would pay for it. */
async function tidy(ownerUrl: string): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const tables = await client<{ name: string }[]>`
      select oid::regclass::text as name from pg_class
      where relkind = 'r' and relnamespace::regnamespace::text in ('silver', 'gold')`;
    for (const { name } of tables) await client.unsafe(`vacuum (analyze) ${name}`);
  } finally {
    await client.end({ timeout: 5 });
  }
}
