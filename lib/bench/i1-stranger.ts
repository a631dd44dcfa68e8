import postgres from "postgres";
import { hashToken } from "@/lib/identity/token";
import { type Bench, type Finding, finding, requireEqual } from "./bench";
import { measurePairs, milliseconds } from "./pairs";
import { isBuiltFor, PageServer } from "./server";
import type { BenchDatabase } from "./workshop";

const CARDS = 30_000;
const REQUESTS = 40;
const [LEAST, MOST] = [0.8, 1.25];
const STRANGER = "STRANGER";
/** A page's address is whole, or the server would first send to the one that is. */
const doors = { "/api/v1": `issuer=${STRANGER}`, "/issuer": `asOf=2026-10-31&issuer=${STRANGER}` };

type Named = { readonly what: string; readonly theirs: string; readonly nobodys: string };

export const strangerBench: Bench = {
  id: "I1",
  summary: "what is refused because it is another issuer's ÷ because it does not exist",
  async run({ shop, scale, log }) {
    if (!isBuiltFor("I1", log)) return [];
    const seeded = await shop.seeded(Math.round(CARDS * scale));
    const database = await shop.create("stranger", seeded);
    const server = await PageServer.start(database);
    try {
      await moveToStranger(database, server.token);
      const findings: Finding[] = [];
      for (const { what, theirs, nobodys } of await addressesOf(database)) {
        requireEqual(what, await refusal(server, theirs), await refusal(server, nobodys));
        const measured = await measurePairs(
          () => milliseconds(() => server.get(theirs, 404), REQUESTS),
          () => milliseconds(() => server.get(nobodys, 404), REQUESTS),
        );
        const holds = (ratio: number) => ratio >= LEAST && ratio <= MOST;
        findings.push(finding(`${what}: another's ÷ nobody's`, `${LEAST} to ${MOST}`, measured, holds));
      }
      return findings;
    } finally {
      await server.stop();
      await shop.drop("stranger");
    }
  },
};

/** What was answered, but for the id that was asked for; of a page its words. */
async function refusal(server: PageServer, address: string): Promise<string> {
  const said = await server.answer(address, 404);
  const words = said.replaceAll(/<script[\s\S]*?<\/script>|<[^>]*>/g, " ");
  return words.replaceAll(address.split("?")[0]?.split("/").at(-1) ?? "", "");
}

/** Who is signed in works for an issuer that has nothing, and may do everything there. */
async function moveToStranger(database: BenchDatabase, token: string): Promise<void> {
  const owner = postgres(database.url, { max: 1 });
  const [issuer] = await owner<{ id: number }[]>`
    insert into app.issuer (code, name, currency, time_zone) values (${STRANGER}, 'Stranger', 'USD', 'UTC') returning id`;
  const [session] = await owner<{ person_id: number }[]>`
    select person_id from app.session where token_hash = ${hashToken(token)}`;
  await owner`delete from app.membership where person_id = ${session?.person_id ?? 0}`;
  await owner`
    insert into app.membership (person_id, issuer_id, role) values (${session?.person_id ?? 0}, ${issuer?.id ?? 0}, 'admin')`;
  await owner.end();
}

async function addressesOf(database: BenchDatabase): Promise<Named[]> {
  const owner = postgres(database.url, { max: 1 });
  const [card] = await owner<{ id: string }[]>`select source_id as id from silver.card order by id limit 1`;
  const [customer] = await owner<{ id: string }[]>`
    select source_id as id from silver.customer where source_id is not null order by 1 limit 1`;
  const [batch] = await owner<{ id: number }[]>`select min(id) as id from app.import_batch`;
  await owner.end();
  const things = [
    { kind: "cards", id: encodeURIComponent(card?.id ?? ""), nobodys: "NO-SUCH-CARD" },
    { kind: "customers", id: encodeURIComponent(customer?.id ?? ""), nobodys: "NO-SUCH-PERSON" },
    { kind: "imports", id: String(batch?.id), nobodys: "2000000001" },
  ];
  return Object.entries(doors).flatMap(([door, query]) =>
    things.map(({ kind, id, nobodys }) => ({
      what: `${door}/${kind}`,
      theirs: `${door}/${kind}/${id}?${query}`,
      nobodys: `${door}/${kind}/${nobodys}?${query}`,
    })),
  );
}
