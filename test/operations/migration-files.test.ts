import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const FOLDER = path.resolve(import.meta.dirname, "../../db/migrations");
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".sql"))
  .sort();

/** What PostgreSQL reads of a migration: without what it says to people. */
const statementsOf = (file: string) =>
  readFileSync(path.join(FOLDER, file), "utf8")
    .replace(/--.*$/gm, "")
    .replace(/\/\*[\s\S]*?\*\//g, "");

it("no migration empties a table by TRUNCATE, for which readers wait until it ends, but two that were merged before the rule", () => {
  expect(files.filter((file) => /\btruncate\b/i.test(statementsOf(file)))).toEqual([
    "0010_cohort_expiry.sql",
    "0021_cohort_end.sql",
  ]);
});

it("each migration stands later in the journal than the one before it: one that does not is passed over where the later was made", () => {
  const journal: { entries: { tag: string; when: number }[] } = JSON.parse(
    readFileSync(path.join(FOLDER, "meta/_journal.json"), "utf8"),
  );
  expect(journal.entries.map(({ tag }) => `${tag}.sql`)).toEqual(files);
  const out = journal.entries.filter(({ when }, at) => at > 0 && when <= (journal.entries[at - 1]?.when ?? 0));
  expect(out.map(({ tag }) => tag)).toEqual([]);
});
