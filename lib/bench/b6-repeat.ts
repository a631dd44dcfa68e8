import { type Bench, finding } from "./bench";
import { load, makeBase } from "./import-base";
import { cardsOf, transactionsPlan } from "./import-files";
import { type Pair, ratioOf } from "./pairs";

const PAIRS = 3;

export const repeatBench: Bench = {
  id: "B6",
  summary: "a file whose rows are all there already ÷ its first load",
  async run(context) {
    const { shop, scale, log } = context;
    const rows = Math.round(500_000 * scale);
    const cards = cardsOf(rows);
    const base = await makeBase(context, "repeat_base", cards);
    const pairs: Pair[] = [];
    for (let i = 0; i <= PAIRS; i += 1) {
      const database = await shop.create("repeat_run", base);
      const first = await load(shop, database, transactionsPlan(cards, 0, rows, "first"));
      // Other bytes, the same rows: the very same file would be known by its fingerprint and cost nothing.
      const again = await load(shop, database, transactionsPlan(cards, 0, rows, "again"));
      if (i > 0) pairs.push({ a: again, b: first });
      log(`first ${first.toFixed(1)} s, again ${again.toFixed(1)} s`);
      await shop.drop("repeat_run");
    }
    await shop.drop("repeat_base");
    return [finding("again ÷ first", "at most 0.5", ratioOf(pairs), (ratio) => ratio <= 0.5, { rows })];
  },
};
