import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { withGate } from "@/db/client";
import { importBatch } from "@/db/schema/import";
import { NotFound } from "@/lib/errors";
import { findIssuer } from "@/lib/identity/queries/session";
import { entities } from "@/lib/ingest/constants";
import { definitionOf } from "@/lib/ingest/entities";
import { readerLimits } from "@/lib/ingest/limits";
import { type Mapping, partFor } from "@/lib/ingest/mapping/schema";
import { findFile, storeFile } from "@/lib/ingest/mutations/file";
import { ensureIssuer, ensureIssuerIn } from "@/lib/ingest/mutations/issuer";
import { dryRun, dryRunForNewIssuer, loadBatch } from "@/lib/ingest/mutations/load";
import { planFiles, planOf } from "@/lib/ingest/mutations/plan";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import type { LoadOutcome, LoadScope, PlannedFile } from "@/lib/ingest/plan";
import { listBatches } from "@/lib/ingest/queries/batch";
import { readMappingFile } from "@/lib/ingest/queries/mapping";
import { type ByteSource, refuseSize } from "@/lib/ingest/reader/source";
import { type CommandResult, command, UsageError } from "./command";

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
  const mapping = readMappingFile(values.mapping);
  const disk = await Promise.all((await collect(args, mapping, note)).map(diskFile));
  const unplanned = disk.map(({ source, sha256 }) => ({ fileId: null, name: source.name, sha256, source }));
  const { files, ignored } = planFiles(mapping, unplanned);
  for (const name of ignored) note(`${name}: the mapping leaves it out`);
  const now = new Date();
  const there = await withGate("system", (tx) => findIssuer(tx, { code: values.issuer }));
  if (!there && mapping.issuer?.code !== values.issuer) throw new NotFound(`The issuer ${values.issuer}`);
  if (values["dry-run"]) {
    const plan = planOf(files);
    const outcome = there
      ? await dryRun(scopeOf(there), plan, { now })
      : await dryRunForNewIssuer(async (tx) => scopeOf((await ensureIssuerIn(tx, mapping)).issuer), plan, { now });
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
  return report(values.issuer, await loadBatch(scope, planOf(stored), { now }));
}

function report(issuer: string, outcome: LoadOutcome): CommandResult {
  const { batchId, state, counts, healed, notices, refused, refusedTotal, firstOn, lastOn } = outcome;
  const problems = refused.map(({ file, line, entity, problems }) => ({ file, line, entity, problems }));
  return {
    json: {
      issuer,
      batch: batchId,
      state,
      counts,
      healed,
      notices,
      problems,
      problemsTotal: refusedTotal,
      firstOn,
      lastOn,
    },
    text: [headline(outcome), ...countLines(outcome), ...noticeLines(outcome), ...problemLines(outcome)].join("\n"),
  };
}

function headline({ batchId, state, refusedTotal, healed }: LoadOutcome): string {
  const rest = [
    refusedTotal > 0 ? `${refusedTotal} rows could not be used and are kept aside` : "",
    healed > 0 ? `${healed} rows kept aside earlier have been loaded` : "",
  ].filter((part) => part !== "");
  const tail = rest.length > 0 ? `; ${rest.join("; ")}` : "";
  if (state === "unchanged") return `Nothing changed: the same was loaded before as batch ${batchId}.`;
  if (state === "checked") return `Checked, nothing was written${tail}.`;
  return `Loaded as batch ${batchId}${tail}.`;
}

function countLines({ counts }: LoadOutcome): string[] {
  return entities
    .filter((entity) => counts[entity].read > 0)
    .map((entity) => {
      const { read, new: fresh, repeated, refused } = counts[entity];
      return `  ${definitionOf(entity).plural}: ${read} read, ${fresh} new, ${repeated} repeated, ${refused} refused`;
    });
}

const noticeLines = ({ notices }: LoadOutcome): string[] => notices.map(({ file, text }) => `  note  ${file}: ${text}`);

function problemLines({ refused, refusedTotal }: LoadOutcome): string[] {
  const lines = refused
    .slice(0, 50)
    .flatMap(({ file, line, problems }) =>
      problems.map(({ column, reason }) => `  ${file}:${line}${column ? ` column ${column}` : ""}: ${reason}`),
    );
  if (refusedTotal > 50) lines.push(`  ... and ${refusedTotal - 50} more rows`);
  return lines;
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
      mapping: { type: "string", value: "FILE", required: true, summary: "the mapping, a JSON file" },
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
        return `${batch.id}\t${batch.state}\t${batch.recordedAt.toISOString().slice(0, 16)}\t${batch.label}\t${count.new} new, ${count.repeated} repeated, ${batch.openRows} aside`;
      });
      return { json: { batches }, text: lines.join("\n") || "No batches." };
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
      const outcome = await withdrawBatch(scope, batchId, { now: new Date() });
      return { json: { batch: outcome.batchId, state: outcome.state }, text: `Batch ${batchId} is withdrawn.` };
    },
  }),
];

function positive(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(`${name} must be a whole number above 0.`);
  return value;
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
