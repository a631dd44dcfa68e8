import { BareCopy } from "./bare-copy";
import { type Bench, type BenchContext, type Finding, finding } from "./bench";
import { load, makeBase } from "./import-base";
import { cardsOf, transactionsPlan } from "./import-files";
import { type Pair, ratioOf } from "./pairs";

/** A pair of a million rows takes a minute and more: three of them, after one to warm up. */
const LARGE_PAIRS = 3;
const SMALL_PAIRS = 5;

export const importBench: Bench = {
  id: "B4",
  summary: "import of 1,000,000 transactions, and of 100,000 into 10,000,000 ÷ bare COPY",
  run: async (context) => [await intoEmpty(context), await intoFull(context)],
};

/** Speed of the import as a share of COPY's: seconds of COPY ÷ seconds of the import. */
export async function intoEmpty(context: BenchContext): Promise<Finding> {
  const { shop, scale, log } = context;
  const rows = Math.round(1_000_000 * scale);
  const cards = cardsOf(rows);
  const base = await makeBase(context, "import_base", cards);
  const copy = new BareCopy();
  const pairs: Pair[] = [];
  try {
    for (let i = 0; i <= LARGE_PAIRS; i += 1) {
      const database = await shop.create("import_run", base);
      const seconds = await load(shop, database, transactionsPlan(cards, 0, rows, `${i}`));
      await copy.keep(database);
      await copy.prepare(database, false);
      const bare = await copy.seconds(database);
      await copy.compare(database);
      if (i > 0) pairs.push({ a: bare, b: seconds });
      log(`import ${seconds.toFixed(1)} s, COPY ${bare.toFixed(1)} s`);
      await shop.drop("import_run");
    }
  } finally {
    copy.close();
    await shop.drop("import_base");
  }
  const what = `${rows.toLocaleString("en")} into empty: COPY ÷ import`;
  return finding(what, "at least 0.35", ratioOf(pairs), (ratio) => ratio >= 0.35, {
    rows,
    seconds: pairs.map(({ b }) => b),
  });
}

async function intoFull(context: BenchContext): Promise<Finding> {
  const { shop, scale, log } = context;
  const full = Math.round(10_000_000 * scale);
  const rows = Math.round(100_000 * scale);
  // Room for the batches that are measured, so that every one of them is of cards that are there.
  const cards = cardsOf(full);
  const database = await makeBase(context, "import_full", cards);
  const copy = new BareCopy();
  const pairs: Pair[] = [];
  try {
    log(`filling it with ${full.toLocaleString("en")} transactions ...`);
    await load(shop, database, transactionsPlan(cards, 0, full, "full"));
    await copy.prepare(database, true);
    for (let i = 0; i <= SMALL_PAIRS; i += 1) {
      const seconds = await load(shop, database, transactionsPlan(cards, full + i * rows, rows, "small"));
      await copy.keep(database);
      const bare = await copy.seconds(database);
      await copy.compare(database);
      if (i > 0) pairs.push({ a: bare, b: seconds });
      log(`import ${seconds.toFixed(2)} s, COPY ${bare.toFixed(2)} s`);
    }
  } finally {
    copy.close();
    await shop.drop("import_full");
  }
  const what = `${rows.toLocaleString("en")} into ${full.toLocaleString("en")}: COPY ÷ import`;
  return finding(what, "at least 0.25", ratioOf(pairs), (ratio) => ratio >= 0.25, {
    rows,
    seconds: pairs.map(({ b }) => b),
  });
}
