import postgres from "postgres";
import { type Bench, type Finding, finding } from "./bench";
import { measurePairs, median, milliseconds } from "./pairs";
import { askOfShell, screens } from "./screens";
import { isBuiltFor, PageServer } from "./server";
import { cardsFor } from "./sizes";
import { recordStatements, replay } from "./statements";

const REQUESTS = 40;
const TIMES = 5;
/** An empty page of the framework costs some milliseconds, however fast its queries are. */
const ALLOWANCE_MS = 15;

export const pageBench: Bench = {
  id: "B1",
  summary: "a page ÷ its own SELECTs by the bare driver",
  async run({ shop, scale, log }) {
    if (!isBuiltFor("B1", log)) return [];
    const database = await shop.seeded(cardsFor(1_000_000 * scale));
    const scope = await shop.scope(database, "DEMO");
    const server = await PageServer.start(database);
    const client = postgres(database.appUrl, { max: 1 });
    const findings: Finding[] = [];
    try {
      for (const screen of screens) {
        const statements = await recordStatements(database, () =>
          Promise.all([askOfShell(scope, server.token), screen.ask(scope)]),
        );
        const sqlTimes: number[] = [];
        const measured = await measurePairs(
          () => milliseconds(() => server.get(screen.path), REQUESTS),
          async () => {
            const time = await milliseconds(() => replay(client, scope.issuerId, statements), REQUESTS);
            sqlTimes.push(time);
            return time;
          },
          { pairs: TIMES },
        );
        const sqlMs = median(sqlTimes);
        const most = Math.max(5, (sqlMs + ALLOWANCE_MS) / sqlMs);
        const detail = { sqlMs, pageMs: median(measured.pairs.map(({ a }) => a)), statements: statements.length };
        const demand = `at most max(5 ×, SQL + ${ALLOWANCE_MS} ms) = ${most.toFixed(1)}`;
        findings.push(finding(`${screen.name}: page ÷ SQL`, demand, measured, (ratio) => ratio <= most, detail));
      }
      return findings;
    } finally {
      await client.end();
      await server.stop();
    }
  },
};
