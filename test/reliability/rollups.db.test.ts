import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { withdrawBatch } from "@/lib/rollups/fold";
import { verifyRollups } from "@/lib/rollups/verify";
import { loadBatch, makeIssuer } from "../support/cards";
import { forget, newWorld, nextBatch } from "./script";

/** 200 for the long run: SCRIPTS=200 npm test -- db */
const SCRIPTS = Number(process.env.SCRIPTS ?? 12);
const STEPS = 6;

const check = (scope: Scope) => withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" });

/** All gold and the summaries, without the database's own numbers for batches and cards: equal means equal state. */
async function stateOf(scope: Scope): Promise<unknown> {
  return withScope(scope, async (tx) => {
    const tables = await tx.execute<{ name: string; columns: string }>(sql`
      select format('%I.%I', table_schema, table_name) as name,
        string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
      from information_schema.columns
      where ((table_schema = 'gold' and table_name not like '%\\_delta') or (table_schema, table_name) = ('silver', 'card_summary'))
        and column_name not in ('customer_id', 'card_id', 'batch_id')
      group by 1 order by 1`);
    const hashes: Record<string, unknown> = {};
    for (const { name, columns } of tables) {
      const [row] = await tx.execute<{ hash: string }>(
        sql.raw(
          `select md5(coalesce(string_agg(r::text, ';' order by r::text), '')) as hash from (select ${columns} from ${name}) r`,
        ),
      );
      hashes[name] = row?.hash;
    }
    return hashes;
  });
}

it.each(Array.from({ length: SCRIPTS }, (_, i) => i + 1))(
  "script %i: after each load, backdated row, void, of a sale too, refund, expiry, remittance and withdrawal the rollups equal a recomputation",
  async (seed) => {
    const scope = await makeIssuer(`SCRIPT-${seed}`);
    const world = newWorld(seed);
    const loaded: { id: number; number: number }[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      const last = loaded.at(-1);
      if (last && loaded.length > 1 && world.random.next() < 0.3) {
        await withScope(scope, (tx) => withdrawBatch(tx, { issuerId: scope.issuerId, batchId: last.id }));
        forget(world, last.number);
        loaded.pop();
      } else {
        const batch = nextBatch(world);
        loaded.push({ id: await loadBatch(scope, batch), number: world.batches - 1 });
      }
      expect((await check(scope)).differences, `seed ${seed}, step ${step}`).toEqual([]);
    }
  },
);

it("a batch that is withdrawn and loaded again leaves the state it had left before", async () => {
  const scope = await makeIssuer("AGAIN");
  const world = newWorld(77);
  await loadBatch(scope, nextBatch(world));
  const before = await stateOf(scope);
  const second = nextBatch(world);
  const id = await loadBatch(scope, second);
  const after = await stateOf(scope);
  expect(after).not.toEqual(before);
  await withScope(scope, (tx) => withdrawBatch(tx, { issuerId: scope.issuerId, batchId: id }));
  expect(await stateOf(scope)).toEqual(before);
  await loadBatch(scope, second);
  expect(await stateOf(scope)).toEqual(after);
});

it("a batch whose cards a later batch has used is not withdrawn, and nothing has changed", async () => {
  const scope = await makeIssuer("USED");
  const world = newWorld(5);
  const first = await loadBatch(scope, nextBatch(world));
  await loadBatch(scope, nextBatch(world));
  const before = await stateOf(scope);
  await expect(
    withScope(scope, (tx) => withdrawBatch(tx, { issuerId: scope.issuerId, batchId: first })),
  ).rejects.toThrow();
  expect(await stateOf(scope)).toEqual(before);
  expect((await check(scope)).differences).toEqual([]);
});
