import postgres from "postgres";
import { type Bench, finding, requireEqual } from "./bench";
import { type Pair, ratioOf } from "./pairs";
import { cardsFor } from "./sizes";

const CLIENTS = 4;
const READS = 4_000;
/** The two take turns after so many reads, some tenths of a second: what disturbs the machine longer disturbs both. */
const SLICE = 200;
const PAIRS = 5;

/** One customer's events in a transaction under the scope, as every screen reads them. */
async function readCustomers(client: postgres.Sql, issuerId: number, customers: readonly number[]): Promise<string[]> {
  const read = (customer: number) =>
    client.begin(async (tx) => {
      await tx`select app.set_scope(${issuerId}::int, null, null)`;
      const rows = await tx<{ id: string }[]>`
        select id, kind, amount, occurred_on from silver.card_transaction where customer_id = ${customer} order by id`;
      return `${rows.length} ${rows.at(-1)?.id}`;
    });
  const answers: string[] = new Array(customers.length);
  let next = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < customers.length) {
        const at = next++;
        answers[at] = await read(customers[at] ?? 0);
      }
    }),
  );
  return answers;
}

export const rowSecurityBench: Bench = {
  id: "B14",
  summary: "reads per second with row-level security ÷ without",
  async run({ shop, scale }) {
    const database = await shop.seeded(cardsFor(1_000_000 * scale));
    const scope = await shop.scope(database, "DEMO");
    // The owner is a superuser: the same statements, the same scope set, no policy applied.
    const guarded = postgres(database.appUrl, { max: CLIENTS });
    const free = postgres(database.url, { max: CLIENTS });
    try {
      const rows = await free<{ id: string }[]>`
        select customer_id as id from silver.customer where issuer_id = ${scope.issuerId} order by hashint8(customer_id) limit ${READS}`;
      const customers = rows.map(({ id }) => Number(id));
      requireEqual(
        "row-level security",
        await readCustomers(guarded, scope.issuerId, customers),
        await readCustomers(free, scope.issuerId, customers),
      );
      const slices = Array.from({ length: Math.ceil(customers.length / SLICE) }, (_, index) =>
        customers.slice(index * SLICE, (index + 1) * SLICE),
      );
      const timed = async (client: postgres.Sql, slice: readonly number[]) => {
        const started = performance.now();
        await readCustomers(client, scope.issuerId, slice);
        return performance.now() - started;
      };
      const pairs: Pair[] = [];
      for (let i = 0; i < PAIRS; i += 1) {
        let [withMs, withoutMs] = [0, 0];
        for (const slice of slices) {
          withMs += await timed(guarded, slice);
          withoutMs += await timed(free, slice);
        }
        pairs.push({ a: customers.length / withMs, b: customers.length / withoutMs });
      }
      const measured = ratioOf(pairs);
      return [
        finding("reads/s with ÷ without", "at least 0.9", measured, (ratio) => ratio >= 0.9, { clients: CLIENTS }),
      ];
    } finally {
      await guarded.end();
      await free.end();
    }
  },
};
