import { sql } from "drizzle-orm";
import { withGate } from "@/db/client";
import { loadBatch } from "@/lib/ingest/mutations/load";
import type { LoadOutcome, LoadPlan } from "@/lib/ingest/plan";
import type { BenchContext } from "./bench";
import { parentsPlan } from "./import-files";
import type { BenchDatabase, Workshop } from "./workshop";

export const ISSUER = "BENCH";

/** A database with an issuer, its card types and that many cards, and not one transaction. */
export async function makeBase({ shop, log }: BenchContext, label: string, cards: number): Promise<BenchDatabase> {
  log(`loading ${cards.toLocaleString("en")} cards ...`);
  const database = await shop.create(label);
  await shop.use(database, () =>
    withGate("system", (tx) =>
      tx.execute(
        sql`insert into app.issuer (code, name, currency, time_zone) values (${ISSUER}, 'Bench', 'USD', 'UTC')`,
      ),
    ),
  );
  await load(shop, database, parentsPlan(cards));
  return database;
}

/** Seconds that the load took. @throws Error where not every row was taken. */
export async function load(shop: Workshop, database: BenchDatabase, plan: LoadPlan): Promise<number> {
  const scope = await shop.scope(database, ISSUER);
  const started = performance.now();
  const outcome = await shop.use(database, () => loadBatch(scope, plan));
  const seconds = (performance.now() - started) / 1000;
  requireWhole(outcome);
  return seconds;
}

function requireWhole(outcome: LoadOutcome): void {
  if (outcome.state !== "loaded") throw new Error(`The load was ${outcome.state}, so there is nothing to measure`);
  const [refused] = outcome.refused;
  if (refused) throw new Error(`Rows were refused, such as line ${refused.line}: ${JSON.stringify(refused.problems)}`);
}
