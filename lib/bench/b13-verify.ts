import type { Scope } from "@/lib/identity/scope";
import { verifyIssuer } from "@/lib/rollups/verify";
import { type Bench, finding, requireEqual } from "./bench";
import { type Pair, ratioOf } from "./pairs";
import { cardsFor } from "./sizes";
import type { BenchDatabase } from "./workshop";

const PAIRS = 3;
const MILLION = 1_000_000;

export const verifyBench: Bench = {
  id: "B13",
  summary: "db verify: seconds per million facts, and the same at a fifth of the size",
  async run({ shop, scale }) {
    const measure = async (database: BenchDatabase, scope: Scope) => {
      const started = performance.now();
      const found = await shop.use(database, () => verifyIssuer(scope));
      const seconds = (performance.now() - started) / 1000;
      requireEqual("verify", found.differences, []);
      return { seconds, perMillion: seconds / (found.facts / MILLION), facts: found.facts };
    };
    const large = await shop.seeded(cardsFor(1_000_000 * scale));
    const small = await shop.seeded(cardsFor(200_000 * scale));
    const scopes = { large: await shop.scope(large, "DEMO"), small: await shop.scope(small, "DEMO") };
    const pairs: Pair[] = [];
    let facts = 0;
    for (let i = 0; i <= PAIRS; i += 1) {
      const a = await measure(large, scopes.large);
      const b = await measure(small, scopes.small);
      facts = a.facts;
      if (i > 0) pairs.push({ a: a.perMillion, b: b.perMillion });
    }
    return [
      finding(
        "seconds per million facts",
        "at most 10",
        ratioOf(pairs.map(({ a }) => ({ a, b: 1 }))),
        (seconds) => seconds <= 10,
        { facts },
      ),
      finding("per fact, large ÷ a fifth of it", "linear: at most 1.3", ratioOf(pairs), (ratio) => ratio <= 1.3),
    ];
  },
};
