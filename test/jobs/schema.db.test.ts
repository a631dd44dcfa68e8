/** The worker's own process, on a database whose schema is not yet, and then no longer, the one it was written for. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Connection, connect, exchangeConnection, withScope } from "@/db/client";
import { migrate } from "@/db/migrate";
import journal from "@/db/migrations/meta/_journal.json";
import { appUrl } from "@/db/role";
import { enqueueJob } from "@/lib/jobs/mutations";
import { getJob } from "@/lib/jobs/queries";
import { withServer } from "../support/database";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";

const KNOWN = journal.entries.length;
const name = `schema_${randomBytes(6).toString("hex")}`;
const address = new URL(process.env.TEST_SERVER_URL ?? "");
address.pathname = `/${name}`;
const url = address.href;
const home = mkdtempSync(path.join(os.tmpdir(), "breakwater-schema-"));
const owner = postgres(url, { max: 1, onnotice: () => {} });
let own: Connection;
let before: Connection | undefined;
let worker: ChildProcess;
let said = "";

beforeAll(async () => {
  await withServer((server) => server`create database ${server(name)}`);
  worker = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: home, LOG_LEVEL: "info" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  worker.stderr?.on("data", (chunk) => (said += chunk));
  own = connect(appUrl(url), 4);
  before = exchangeConnection(own);
});
afterAll(async () => {
  exchangeConnection(before);
  worker.kill("SIGKILL");
  await Promise.all([owner.end({ timeout: 5 }), own.sql.end({ timeout: 5 })]);
  await withServer((server) => server`drop database if exists ${server(name)} with (force)`);
  rmSync(home, { recursive: true, force: true });
});

/** Waits until the worker says so, after what it has said before. */
let heard = 0;
async function saying(words: RegExp): Promise<void> {
  await until(`the worker says ${words}`, async () => {
    if (worker.exitCode !== null) throw new Error(`The worker has ended: ${said}`);
    const at = said.slice(heard).search(words);
    if (at >= 0) heard += at + 1;
    return at >= 0;
  });
}

const countAlive = async () => (await owner`select from app.worker`).length;
const addMigration = () =>
  owner`insert into app_migrations.__drizzle_migrations (hash, created_at) values ('of a newer version', 9e12)`;

it("waits for the migrations that it knows, and says so", async () => {
  await saying(/"missing":null.*no schema yet/);
  await migrate(url, KNOWN - 1);
  await saying(/"missing":1,.*lacks migrations/);
  expect(await countAlive()).toBe(0);
  await migrate(url);
  await saying(/worker ready/);
  expect(await countAlive()).toBe(1);
});

it("takes nothing on the schema of a newer version, and goes on when it is its own again", async () => {
  const scope = await createIssuer();
  await addMigration();
  await saying(/"missing":-1,.*newer version/);
  // It has taken its leave: nobody is told that work is being done here.
  expect(await countAlive()).toBe(0);
  const id = await withScope(scope, (tx) =>
    enqueueJob(tx, scope, { kind: "notifications.forget", label: "forgetting", input: {} }),
  );
  await addMigration();
  // It has looked again since the run was queued.
  await saying(/"missing":-2,.*newer version/);
  expect((await getJob(scope, id)).state).toBe("queued");
  await owner`delete from app_migrations.__drizzle_migrations where hash = 'of a newer version'`;
  await until("the run is done", async () => (await getJob(scope, id)).state === "done");
  expect((await getJob(scope, id)).attempts).toBe(1);
});

it("stops in good order while it waits", async () => {
  await addMigration();
  await saying(/"missing":-1,.*newer version/);
  const ended = once(worker, "exit");
  worker.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(said).toContain("worker stopped");
});
