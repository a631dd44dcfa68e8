import postgres from "postgres";
import { readOperations } from "@/lib/openapi/operations/reads";
import { type Bench, type Finding, finding } from "./bench";
import { alone, percentile } from "./pairs";
import { isBuiltFor, PageServer } from "./server";
import type { BenchDatabase } from "./workshop";

const CARDS = 30_000;
/** Of each address, half of them by each of two clients at a time. */
const REQUESTS = 100;
const CLIENTS = 2;
/** Of each client: connections are opened, statements prepared and scripts compiled while nobody looks at a clock. */
const WARM_UP = 10;
const MOST_MS = 150;

export const readsBench: Bench = {
  id: "U1",
  summary: "milliseconds within which 19 of 20 answers of REST are there, of each read of the demo",
  async run({ shop, scale, log }) {
    if (!isBuiltFor("U1", log)) return [];
    const database = await shop.seeded(Math.round(CARDS * scale));
    const server = await PageServer.start(database);
    try {
      const findings: Finding[] = [];
      for (const address of await addressesOf(database)) {
        const all = await timesOf(server, address);
        const p95 = alone(percentile(all, 0.95));
        const middle = percentile(all, 0.5);
        findings.push(finding(`${address}: p95 in ms`, `at most ${MOST_MS}`, p95, (ms) => ms <= MOST_MS, { middle }));
      }
      return findings;
    } finally {
      await server.stop();
    }
  },
};

async function timesOf(server: PageServer, address: string): Promise<number[]> {
  const client = async () => {
    const times: number[] = [];
    for (let i = 0; i < WARM_UP + REQUESTS / CLIENTS; i += 1) times.push(await server.get(address));
    return times.slice(WARM_UP);
  };
  return (await Promise.all(Array.from({ length: CLIENTS }, client))).flat();
}

/** Every read that is described, of the card and the customer with the most to show where one is asked for. */
async function addressesOf(database: BenchDatabase): Promise<string[]> {
  const owner = postgres(database.url, { max: 1 });
  const [card] = await owner<{ id: string }[]>`
    select k.source_id as id from silver.card_summary c join silver.card k on k.customer_id = c.customer_id and k.id = c.card_id
    order by c.events desc, k.id limit 1`;
  const [customer] = await owner<{ id: string }[]>`
    select h.source_id as id from silver.card_summary c join silver.customer h on h.customer_id = c.customer_id
    where h.source_id is not null group by h.source_id order by count(*) desc, h.source_id limit 1`;
  await owner.end();
  const ids: Record<string, string | undefined> = { cards: card?.id, customers: customer?.id };
  return readOperations
    .filter(({ method }) => method === "get")
    .map(
      ({ path }) =>
        `/api/v1${path.replace(/(\w+)\/\{id\}/, (_, of) => `${of}/${encodeURIComponent(ids[of] ?? "")}`)}?issuer=DEMO`,
    );
}
