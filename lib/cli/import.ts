import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { withGate } from "@/db/client";
import { importBatch } from "@/db/schema/import";
import { Invalid, NotFound } from "@/lib/errors";
import { findIssuer } from "@/lib/identity/queries/session";
import { readerLimits } from "@/lib/ingest/limits";
import { type Mapping, partFor } from "@/lib/ingest/mapping/schema";
import { findFile, storeFile } from "@/lib/ingest/mutations/file";
import { ensureIssuer, ensureIssuerIn } from "@/lib/ingest/mutations/issuer";
import { dryRun, dryRunForNewIssuer, loadBatch } from "@/lib/ingest/mutations/load";
import { planFiles, planOf, refuseOtherIssuer } from "@/lib/ingest/mutations/plan";
import { checkRepair, planRepaired, repairRows } from "@/lib/ingest/mutations/repair";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import type { LoadScope, PlannedFile } from "@/lib/ingest/plan";
import { getBatch, listBatches } from "@/lib/ingest/queries/batch";
import { getMapping } from "@/lib/ingest/queries/mapping";
import { listRefusedRows, type RefusedRowView } from "@/lib/ingest/queries/refused";
import { type ByteSource, refuseSize } from "@/lib/ingest/reader/source";
import { broughtAgainText } from "@/lib/ingest/repeats";
import { type RefusedListParams, refusedStates } from "@/lib/ingest/schema";
import { rowNumber } from "@/lib/whole-number";
import { type CommandResult, command, UsageError } from "./command";
import { reasonLines, report } from "./import-text";

const ACTOR = "operator (command line)";
const issuerOption = { type: "string", value: "CODE", required: true, summary: "the issuer's code" } as const;

const scopeOf = (issuer: LoadScope["issuer"]): LoadScope => ({
  issuerId: issuer.id,
  partnerId: null,
  personId: null,
  actor: ACTOR,
  address: null,
  issuer,
});

async function scopeFor(code: string): Promise<LoadScope> {
  const issuer = await withGate("system", (tx) => findIssuer(tx, { code }));
  if (!issuer) throw new NotFound(`The issuer ${code}`);
  return scopeOf(issuer);
}

/** Files named one by one must fit the mapping; of a folder only those that do are taken. */
async function collect(args: readonly string[], mapping: Mapping, note: (text: string) => void): Promise<string[]> {
  const files: string[] = [];
  for (const arg of args) {
    const facts = await stat(arg).catch(() => null);
    if (!facts) throw new UsageError(`There is no file or folder ${arg}.`);
    if (!facts.isDirectory()) {
      files.push(arg);
      continue;
    }
    const names = (await readdir(arg, { withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
    for (const name of names.sort()) {
      if (partFor(mapping, name)) files.push(path.join(arg, name));
      else if (!name.startsWith(".")) note(`${name}: no part of the mapping is for it, left out`);
    }
  }
  if (files.length === 0) throw new UsageError("No file fits the mapping.");
  return files;
}

async function diskFile(file: string): Promise<{ source: ByteSource; sha256: string }> {
  const { size } = await stat(file);
  const source: ByteSource = {
    name: path.basename(file),
    size,
    open: () => createReadStream(file, { highWaterMark: 256 * 1024 }),
  };
  refuseSize(source.name, size, readerLimits.fileBytes);
  const hash = createHash("sha256");
  for await (const part of source.open()) hash.update(part);
  return { source, sha256: hash.digest("hex") };
}

async function runImport(
  args: readonly string[],
  values: { issuer: string; mapping: string; "dry-run": string | boolean | undefined },
  note: (text: string) => void,
): Promise<CommandResult> {
  const there = await withGate("system", (tx) => findIssuer(tx, { code: values.issuer }));
  const mapping = await getMapping(there && scopeOf(there), values.mapping);
  refuseOtherIssuer(mapping, values.issuer);
  if (!there && !mapping.issuer) throw new NotFound(`The issuer ${values.issuer}`);
  const disk = await Promise.all((await collect(args, mapping, note)).map(diskFile));
  const unplanned = disk.map(({ source, sha256 }) => ({ fileId: null, name: source.name, sha256, source }));
  const { files, ignored } = planFiles(mapping, unplanned);
  for (const name of ignored) note(`${name}: the mapping leaves it out`);
  if (values["dry-run"]) {
    const options = { page: { offset: 0, limit: Number.POSITIVE_INFINITY } };
    const plan = planOf(files);
    const outcome = there
      ? await dryRun(scopeOf(there), plan, options)
      : await dryRunForNewIssuer(async (tx) => scopeOf((await ensureIssuerIn(tx, mapping)).issuer), plan, options);
    return report(values.issuer, outcome);
  }
  const scope = scopeOf(there ?? (await ensureIssuer(mapping, ACTOR)));
  const stored: PlannedFile[] = [];
  for (const file of files) {
    const known = await findFile(scope, file.sha256, file.name);
    const { id } = known ?? (await storeFile(scope, file.name, file.source.open()));
    stored.push({ ...file, fileId: id });
  }
  note(`loading ${stored.map((file) => file.name).join(", ")}`);
  return report(values.issuer, await loadBatch(scope, planOf(stored)));
}

async function allRefused(scope: LoadScope, filter: RefusedListParams): Promise<RefusedRowView[]> {
  const rows: RefusedRowView[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof listRefusedRows>> = await listRefusedRows(scope, {
      ...filter,
      after,
      limit: 500,
    });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

export const commands = [
  command({
    name: "run",
    summary: "Loads files through a mapping, in one batch; the same again changes nothing",
    arguments: [
      { name: "DIR|FILE", summary: "files, or folders whose fitting files are taken", required: true, many: true },
    ],
    options: {
      issuer: issuerOption,
      mapping: {
        type: "string",
        value: "FILE|NAME",
        required: true,
        summary: "the mapping: a JSON file, or the name under which one is saved",
      },
      "dry-run": { type: "boolean", summary: "only say what would happen, each bad row with its reason" },
    },
    run: ({ args, values, note }) => runImport(args, values, note),
  }),
  command({
    name: "list",
    summary: "The batches of an issuer, newest first",
    options: { issuer: issuerOption, limit: { type: "string", value: "N", default: "50", summary: "at most so many" } },
    run: async ({ values }) => {
      const batches = await listBatches(await scopeFor(values.issuer), { limit: positive(values.limit, "--limit") });
      const lines = batches.map((batch) => {
        const count = batch.counts.card_transaction;
        return `${batch.id}\t${batch.state}\t${batch.recordedAt.toISOString().slice(0, 16)}\t${batch.label}\t${count.new} new, ${count.updated} changed, ${count.repeated} repeated, ${batch.openRows} aside`;
      });
      return { json: { batches }, text: lines.join("\n") || "No batches." };
    },
  }),
  command({
    name: "refused",
    summary: "The rows that are kept aside, each with its reasons",
    options: {
      issuer: issuerOption,
      batch: { type: "string", value: "N", summary: "of one batch only" },
      state: {
        type: "string",
        value: refusedStates.join("|"),
        default: "open",
        summary: "still aside, loaded since, or given up",
      },
    },
    run: async ({ values }) => {
      const state = refusedStates.find((known) => known === values.state);
      if (!state) throw new UsageError(`--state must be one of ${refusedStates.join(", ")}.`);
      const filter = values.batch === undefined ? {} : { batchId: positive(values.batch, "--batch") };
      const scope = await scopeFor(values.issuer);
      if (filter.batchId !== undefined) await getBatch(scope, filter.batchId);
      const rows = await allRefused(scope, { state, ...filter });
      return { json: { rows }, text: rows.flatMap(reasonLines).join("\n") || "No rows." };
    },
  }),
  command({
    name: "repair",
    summary: "Changes values of a row kept aside, as they would stand in its file, and loads it",
    arguments: [
      { name: "ROW", summary: "its number, as `import refused --json` says it", required: true },
      { name: "FIELD=VALUE", summary: "what changes; without any the row is tried as it stands", many: true },
    ],
    options: { issuer: issuerOption },
    run: async ({ args: [row = "", ...changes], values }) => {
      const scope = await scopeFor(values.issuer);
      const repair = { id: positive(row, "ROW"), values: Object.fromEntries(changes.map(changeOf)) };
      const { problems } = await checkRepair(scope, repair, new Date());
      if (problems.length > 0) throw new Invalid(problems.map(({ reason }) => reason).join(" "));
      if (changes.length > 0) await repairRows(scope, { rows: [repair] });
      return report(values.issuer, await loadBatch(scope, await planRepaired(scope, [repair.id])));
    },
  }),
  command({
    name: "withdraw",
    summary: "Takes a batch back as if it had never come",
    arguments: [{ name: "BATCH", summary: "its number", required: true }],
    options: { issuer: { ...issuerOption, required: false } },
    run: async ({ args, values }) => {
      const batchId = positive(args[0] ?? "", "BATCH");
      const scope = values.issuer ? await scopeFor(String(values.issuer)) : scopeOf(await issuerOfBatch(batchId));
      const outcome = await withdrawBatch(scope, batchId);
      const { state, broughtAgain } = outcome;
      const text = [`Batch ${batchId} is withdrawn.`, ...(broughtAgain ? [broughtAgainText(broughtAgain)] : [])];
      return { json: { batch: outcome.batchId, state, broughtAgain }, text: text.join("\n") };
    },
  }),
];

function changeOf(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`"${text}" is not FIELD=VALUE.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function positive(text: string, name: string): number {
  const value = rowNumber.safeParse(text);
  if (!value.success) throw new UsageError(`${name} must be a whole number above 0.`);
  return value.data;
}

/** Batch numbers are given out over all issuers, so one names its issuer. @throws NotFound. */
async function issuerOfBatch(batchId: number): Promise<LoadScope["issuer"]> {
  const issuer = await withGate("system", async (tx) => {
    const [batch] = await tx
      .select({ issuerId: importBatch.issuerId })
      .from(importBatch)
      .where(eq(importBatch.id, batchId));
    return batch ? findIssuer(tx, { id: batch.issuerId }) : null;
  });
  if (!issuer) throw new NotFound(`Batch ${batchId}`);
  return issuer;
}
