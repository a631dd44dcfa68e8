import { type Bench, type BenchContext, type Finding, finding } from "./bench";
import { load, makeBase } from "./import-base";
import { cardsOf, transactionsPlan } from "./import-files";
import { alone, type Pair, ratioOf } from "./pairs";
import { peakMemory } from "./peak-memory";

const PAIRS = 2;
export const linearBench: Bench = {
  id: "B5",
  summary: "import of twice as many rows ÷ of once, and the importer's memory",
  async run(context: BenchContext): Promise<Finding[]> {
    const { shop, scale, log } = context;
    const once = Math.round(1_000_000 * scale);
    const cards = cardsOf(2 * once);
    const base = await makeBase(context, "linear_base", cards);
    const pairs: Pair[] = [];
    let peakMb = 0;
    const measure = async (rows: number) => {
      const database = await shop.create("linear_run", base);
      const measured = await peakMemory(() => load(shop, database, transactionsPlan(cards, 0, rows, "")));
      await shop.drop("linear_run");
      peakMb = Math.max(peakMb, measured.peakMb);
      log(`${rows.toLocaleString("en")} rows: ${measured.result.toFixed(1)} s, at most ${measured.peakMb} MB`);
      return measured.result;
    };
    for (let i = 0; i <= PAIRS; i += 1) {
      const pair = { a: await measure(2 * once), b: await measure(once) };
      if (i > 0) pairs.push(pair);
    }
    await shop.drop("linear_base");
    const memory = alone(peakMb);
    return [
      finding(
        `${(2 * once).toLocaleString("en")} ÷ ${once.toLocaleString("en")} rows`,
        "at most 2.3",
        ratioOf(pairs),
        (ratio) => ratio <= 2.3,
      ),
      finding("megabytes of the importing process", "at most 500", memory, (megabytes) => megabytes <= 500),
    ];
  },
};
