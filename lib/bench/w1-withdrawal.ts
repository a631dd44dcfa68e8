import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import { verifyIssuer } from "@/lib/rollups/verify";
import { type Bench, finding } from "./bench";
import { ISSUER, load, makeBase } from "./import-base";
import { cardsOf, transactionsPlan } from "./import-files";
import { type Pair, ratioOf } from "./pairs";
import type { BenchDatabase, Workshop } from "./workshop";

const PAIRS = 3;

export const withdrawalBench: Bench = {
  id: "W1",
  summary: "a batch taken back, of cards that an earlier one used too ÷ its load",
  async run(context) {
    const { shop, scale, log } = context;
    const rows = Math.round(500_000 * scale);
    const cards = cardsOf(2 * rows);
    const base = await makeBase(context, "withdrawal_base", cards);
    await load(shop, base, transactionsPlan(cards, 0, rows, "kept"));
    const pairs: Pair[] = [];
    for (let i = 0; i <= PAIRS; i += 1) {
      const database = await shop.create("withdrawal_run", base);
      const loaded = await load(shop, database, transactionsPlan(cards, rows, rows, "taken back"));
      const withdrawn = await withdrawNewest(shop, database);
      if (i > 0) pairs.push({ a: withdrawn, b: loaded });
      log(`loaded ${loaded.toFixed(1)} s, taken back ${withdrawn.toFixed(1)} s`);
      await shop.drop("withdrawal_run");
    }
    await shop.drop("withdrawal_base");
    return [finding("withdrawal ÷ load", "at most 1.5", ratioOf(pairs), (ratio) => ratio <= 1.5, { rows })];
  },
};

/** Seconds. @throws Error where the rollups are not what the events that are left come to. */
async function withdrawNewest(shop: Workshop, database: BenchDatabase): Promise<number> {
  const scope = await shop.scope(database, ISSUER);
  return shop.use(database, async () => {
    const [newest] = await withScope(scope, (tx) =>
      tx.execute<{ id: number }>(sql`select max(id) as id from app.import_batch where issuer_id = ${scope.issuerId}`),
    );
    const started = performance.now();
    await withdrawBatch(scope, newest?.id ?? 0);
    const seconds = (performance.now() - started) / 1000;
    const { differences } = await verifyIssuer(scope);
    if (differences.length > 0) throw new Error(`Taken back, ${differences[0]?.table} is not what its events come to`);
    return seconds;
  });
}
