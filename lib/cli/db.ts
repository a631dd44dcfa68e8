import { withGate } from "@/db/client";
import { migrate } from "@/db/migrate";
import { issuer } from "@/db/schema/programme";
import { DEMO_CARDS, DEMO_SEED, seedDemo } from "@/db/seed";
import { whenServerAnswers } from "@/db/starting";
import { env } from "@/lib/env";
import { NotFound } from "@/lib/errors";
import { type Verification, verifyIssuer } from "@/lib/rollups/verify";
import { command, UsageError } from "./command";

function wholeNumber(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${option} must be a whole number.`);
  return Number(text);
}

async function verifyAll(code: string | undefined) {
  const issuers = await withGate("system", (tx) =>
    tx.select({ id: issuer.id, code: issuer.code }).from(issuer).orderBy(issuer.id),
  );
  const chosen = issuers.filter((one) => code === undefined || one.code === code);
  if (code !== undefined && chosen.length === 0) throw new NotFound(`The issuer ${code}`);
  const results: (Verification & { issuer: string; seconds: number })[] = [];
  for (const one of chosen) {
    const scope = { issuerId: one.id, partnerId: null, personId: null };
    const started = performance.now();
    // Facts and rollups of one moment, even while somebody imports.
    const found = await verifyIssuer(scope);
    results.push({ issuer: one.code, ...found, seconds: (performance.now() - started) / 1000 });
  }
  return results;
}

function sentence({
  issuer: code,
  facts,
  checked,
  differences,
  seconds,
}: Awaited<ReturnType<typeof verifyAll>>[number]) {
  const head = `${code}: ${facts.toLocaleString("en")} facts, ${checked.length} comparisons, ${seconds.toFixed(1)} s`;
  if (differences.length === 0) return `${head}: no difference.`;
  const lines = differences.map(
    ({ table, check, rows, example }) =>
      `  ${table} differs from ${check} in ${rows} row(s), for example ${JSON.stringify(example)}`,
  );
  return [`${head}: ${differences.length} tables differ.`, ...lines].join("\n");
}

export const commands = [
  command({
    name: "migrate",
    summary: "Brings the database to the present schema; needs the owner's DATABASE_URL",
    options: {},
    run: async ({ note }) => {
      // Run once beside a server that is started with it, nobody would run it a second time.
      await whenServerAnswers(env().DATABASE_URL, note);
      const notes = await migrate(env().DATABASE_URL);
      return { json: { migrated: true, notes }, text: ["The database is up to date.", ...notes].join("\n") };
    },
  }),
  command({
    name: "seed",
    summary: "Loads the demo issuer, the same for the same seed and size",
    options: {
      cards: { type: "string", value: "N", default: String(DEMO_CARDS), summary: "how many cards" },
      seed: { type: "string", value: "S", default: String(DEMO_SEED), summary: "which demo" },
    },
    run: async ({ values, note }) => {
      const cards = wholeNumber(values.cards, "cards");
      const seed = wholeNumber(values.seed, "seed");
      if (cards < 100 || cards > 20_000_000) throw new UsageError("--cards must lie between 100 and 20,000,000.");
      const started = performance.now();
      const { facts, accounts } = await seedDemo({ cards, seed, log: note });
      const seconds = (performance.now() - started) / 1000;
      return {
        json: { cards, seed, facts, accounts, seconds },
        text: `${cards.toLocaleString("en")} cards and ${facts.toLocaleString("en")} events in ${seconds.toFixed(1)} s.`,
      };
    },
  }),
  command({
    name: "verify",
    summary: "Recomputes every rollup and card summary from the events and compares; exit code 1 on any difference",
    options: { issuer: { type: "string", value: "CODE", summary: "one issuer only" } },
    run: async ({ values }) => {
      const results = await verifyAll(values.issuer);
      const clean = results.every(({ differences }) => differences.length === 0);
      return {
        json: { clean, issuers: results },
        text: results.length === 0 ? "There is no issuer yet." : results.map(sentence).join("\n"),
        exitCode: clean ? 0 : 1,
      };
    },
  }),
];
