import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnection } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import { storeFile } from "@/lib/ingest/mutations/file";
import { startImport } from "@/lib/ingest/mutations/start";
import { getJob } from "@/lib/jobs/queries";
import { startPostgres } from "@/lib/setup/postgres.mjs";
import { createTestDatabase } from "../support/database";
import { holdTable } from "../support/held-table";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";
import { finish, startImportProcess } from "./support/import-process";
import { plainMapping } from "./support/issuer";
import { CARDS, expectSmallLoad, smallLoad, writeSmallLoad } from "./support/small-load";
import { tracesOfLoad } from "./support/traces";

/** `npm test` kills the server twice and a worker once; KILL_ROUNDS=20, KILL_CARDS=200000 for a night. */
const ROUNDS = Array.from({ length: Number(process.env.KILL_ROUNDS ?? 2) }, (_, index) => index);
const WORKER_ROUNDS = process.env.KILL_ROUNDS ? ROUNDS : [1];
/** Where the load stands when the kill comes: before its first row in one of these, from the middle to the very end. */
const MOMENTS = ["silver.card_transaction", "gold.type_cohort", "silver.card", "bronze.refused_row", "app.audit_event"];
/** Seconds that two loads beside each other may take. */
const PATIENCE = 120 + CARDS / 500;
const SILENT = "The worker that had this run stopped without a word.";
/** Where the database is back before the run has told of its end, that is told: the next attempt waits for no silence. */
const SILENT_OR_CUT = [SILENT, "The database does not answer. Nothing was changed; try again in a moment."];

/** The silence that this test makes up may come upon a worker that has the run in hand again already. */
const ONCE_OR_TWICE_MORE = [2, 3];

const folder = mkdtempSync(path.join(tmpdir(), "breakwater-killed-server-"));
const mapping = writeSmallLoad(folder);
const before = { DATABASE_URL: process.env.DATABASE_URL, TEST_SERVER_URL: process.env.TEST_SERVER_URL };
const children: ChildProcess[] = [];
let server: Awaited<ReturnType<typeof startPostgres>>;
let owner: postgres.Sql;

const start = () => startPostgres({ dataDir: path.join(folder, "server"), throwAway: true });
const connectOwner = () => postgres(process.env.DATABASE_URL ?? "", { max: 2, onnotice: () => {} });

// A server of its own: the other test files would not like what is done to it.
beforeAll(async () => {
  server = await start();
  process.env.TEST_SERVER_URL = server.url;
  process.env.DATABASE_URL = (await createTestDatabase()).url;
  await closeConnection();
  owner = connectOwner();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await owner?.end({ timeout: 1 });
  await closeConnection();
  await server?.stop();
  Object.assign(process.env, before);
  for (const place of [server.pgdata, folder]) rmSync(place, { recursive: true, force: true });
});

async function startWorker(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", path.join(import.meta.dirname, "support/import-worker.ts")],
    {
      cwd: path.resolve(import.meta.dirname, "../.."),
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, LOG_LEVEL: "silent" },
    },
  );
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

function startCommand(code: string): ChildProcess {
  const child = startImportProcess(folder, { code, mapping });
  children.push(child);
  return child;
}

/** The files stored and the run queued, as the screen does it. */
async function queue(scope: Scope): Promise<number> {
  const stored = Object.entries(smallLoad).map(([name, text]) =>
    storeFile(scope, name, Readable.from([Buffer.from(text)])),
  );
  const fileIds = (await Promise.all(stored)).map(({ id }) => id);
  return (await startImport(scope, { fileIds, mapping: plainMapping(), dryRun: false })).runId;
}

/** The half minute after which a worker without a sign of life is taken for dead is taken to be over. */
const passSilence = () => owner`update app.worker set seen_at = seen_at - interval '1 minute'`;

/** While the issuer's turn to import is held here, the next attempt can be looked at; then it is let go. */
async function expectTakenOver(
  scope: Scope,
  runId: number,
  arrange: () => Promise<unknown>,
  reasons: readonly string[] = [SILENT],
): Promise<void> {
  const turn = await owner.reserve();
  try {
    await turn`select pg_advisory_lock(${IMPORT_LOCK}, ${scope.issuerId})`;
    await arrange();
    const isTakenOver = async () => {
      const run = await getJob(scope, runId);
      return run.attempts >= 2 && (run.state === "running" || run.state === "done") && run;
    };
    const second = await until("the run is taken over", isTakenOver, PATIENCE);
    // A server that needs longer than the half minute to recover has its run taken over before the turn is held here.
    if (second.state === "running") expect(reasons).toContain(second.error);
  } finally {
    await turn`select pg_advisory_unlock_all()`;
    turn.release();
  }
}

async function expectDone(
  scope: Scope,
  runId: number,
  attempts: number | typeof ONCE_OR_TWICE_MORE,
): Promise<Record<string, unknown> | null> {
  const hasEnded = async () => {
    const run = await getJob(scope, runId);
    return run.state !== "queued" && run.state !== "running" && run;
  };
  const run = await until("the run has ended", hasEnded, PATIENCE);
  expect(run).toMatchObject({ state: "done", error: null, progress: 1 });
  expect([attempts].flat()).toContain(run.attempts);
  return run.result;
}

describe("the database server killed with -9 in the middle of imports", { timeout: PATIENCE * 5_000 }, () => {
  let worker: ChildProcess;
  beforeAll(async () => {
    worker = await startWorker();
  });
  afterAll(() => {
    worker?.kill("SIGKILL");
  });

  it.each(ROUNDS)(
    "round %i: nothing is half written, the command and the run say what happened, and the next load is whole",
    async (round) => {
      const table = MOMENTS[round % MOMENTS.length] ?? "gold.type_cohort";
      const [scope, other] = await Promise.all([createIssuer(`SRV${round}`), createIssuer(`CMD${round}`)]);
      const runId = await queue(scope);
      const held = await holdTable(process.env.DATABASE_URL ?? "", table);
      const command = finish(startCommand(`CMD${round}`));
      await held.awaited(2, PATIENCE);
      process.kill(server.pid, "SIGKILL");
      await server.exited;
      await server.stop(); // This process would hold it twice, and end by stopping it once.

      const said = await command;
      expect(said.code).toBe(1);
      expect(said.err).toContain("The database does not answer. Nothing was changed; try again in a moment.");
      expect(said.err).not.toMatch(/at .*\.ts:\d+/);

      await Promise.all([held.letGo(), owner.end({ timeout: 1 }), closeConnection()]);
      const { port } = server;
      server = await start();
      expect(server.port).toBe(port);
      owner = connectOwner();
      expect(await tracesOfLoad(owner, scope.issuerId)).toEqual([]);
      expect(await tracesOfLoad(owner, other.issuerId)).toEqual([]);

      await expectTakenOver(scope, runId, passSilence, SILENT_OR_CUT);
      await expectDone(scope, runId, ONCE_OR_TWICE_MORE);
      await expectSmallLoad(scope);
      expect(worker.exitCode).toBeNull();
      expect(await finish(startCommand(`CMD${round}`))).toMatchObject({ code: 0 });
      await expectSmallLoad(other);
    },
  );
});

describe("the worker killed with -9 in the middle of an import", { timeout: PATIENCE * 5_000 }, () => {
  it.each(WORKER_ROUNDS)(
    "round %i: nothing is half written, another takes the run over and says why, and the same files again change nothing",
    async (round) => {
      const table = MOMENTS[round % MOMENTS.length] ?? "gold.type_cohort";
      const scope = await createIssuer(`WRK${round}`);
      const runId = await queue(scope);
      const held = await holdTable(process.env.DATABASE_URL ?? "", table);
      const first = await startWorker();
      await held.awaited(1, PATIENCE);
      first.kill("SIGKILL");
      await once(first, "exit");
      await held.letGo();
      await expectTakenOver(scope, runId, async () => {
        expect(await tracesOfLoad(owner, scope.issuerId)).toEqual([]);
        await passSilence();
        await startWorker();
      });
      await expectDone(scope, runId, 2);
      await expectSmallLoad(scope);
      const again = await expectDone(scope, await queue(scope), 1);
      expect(again).toMatchObject({ state: "unchanged" });
      await expectSmallLoad(scope);
      for (const child of children) child.kill("SIGKILL");
    },
  );
});
