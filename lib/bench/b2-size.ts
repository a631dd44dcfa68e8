import { type Bench, type BenchContext, type Finding, finding } from "./bench";
import { measurePairs, median, milliseconds } from "./pairs";
import { type Screen, screens } from "./screens";
import { isBuilt, PageServer } from "./server";
import { cardsFor } from "./sizes";
import type { BenchDatabase } from "./workshop";

const LARGE = 5_000_000;
const SMALL = 100_000;
const RUNS = 15;

export const sizeBench: Bench = {
  id: "B2",
  summary: "a screen at 5,000,000 ÷ at 100,000 transactions, its SQL and its page",
  async run(context) {
    const { shop, scale } = context;
    const large = await shop.seeded(cardsFor(LARGE * scale));
    const small = await shop.seeded(cardsFor(SMALL * scale));
    const findings = await compareQueries(context, large, small);
    if (!isBuilt()) {
      context.log("B2 measures pages only where there is a production build.");
      return findings;
    }
    return [...findings, ...(await comparePages(large, small))];
  },
};

async function compareQueries({ shop }: BenchContext, large: BenchDatabase, small: BenchDatabase) {
  const findings: Finding[] = [];
  for (const screen of screens) {
    const ask = async (database: BenchDatabase) => {
      const scope = await shop.scope(database, "DEMO");
      return shop.use(database, () => milliseconds(() => screen.ask(scope), RUNS));
    };
    const measured = await measurePairs(
      () => ask(large),
      () => ask(small),
    );
    const detail = { largeMs: median(measured.pairs.map(({ a }) => a)) };
    findings.push(finding(`${screen.name}: SQL`, "at most 2", measured, (ratio) => ratio <= 2, detail));
  }
  return findings;
}

async function comparePages(large: BenchDatabase, small: BenchDatabase): Promise<Finding[]> {
  const servers: PageServer[] = [];
  try {
    for (const database of [large, small]) servers.push(await PageServer.start(database));
    const findings: Finding[] = [];
    for (const screen of screens) findings.push(await comparePage(screen, servers));
    return findings;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function comparePage(screen: Screen, [large, small]: readonly PageServer[]): Promise<Finding> {
  const get = (server: PageServer | undefined) =>
    milliseconds(async () => {
      if (!server) throw new Error("no server");
      await server.get(screen.path);
    }, RUNS);
  const measured = await measurePairs(
    () => get(large),
    () => get(small),
  );
  const detail = { largeMs: median(measured.pairs.map(({ a }) => a)) };
  return finding(`${screen.name}: page`, "at most 1.5", measured, (ratio) => ratio <= 1.5, detail);
}
