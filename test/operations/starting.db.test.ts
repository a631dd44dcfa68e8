/** `db migrate` beside a server that is started together with it, as compose does. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { whenServerAnswers } from "@/db/starting";
import { type EmbeddedServer, startPostgres } from "@/lib/setup/postgres.mjs";
import { until } from "../support/until";

const ROOT = path.resolve(import.meta.dirname, "../..");
const home = mkdtempSync(path.join(os.tmpdir(), "breakwater-starting-"));
chmodSync(home, 0o711);
let again: EmbeddedServer | undefined;
afterAll(async () => {
  await again?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** The command line as the image has it: nothing is started for it. */
function startMigrating(url: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "deploy/cli.ts", "db", "migrate"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  return { child, said, ended: once(child, "close") };
}

it("waits for a server that lets nobody in yet, and for one that is not there yet, and says so in one line", async () => {
  const first = await startPostgres({ dataDir: home, throwAway: true });
  const session = postgres(first.url, { max: 1 });
  await session`select 1`;
  // It ends once this session has, and until then refuses every other in the words of one that starts.
  process.kill(first.pid, "SIGTERM");
  const { child, said, ended } = startMigrating(first.url);
  await until("it waits", async () => said.err !== "" || child.exitCode !== null);
  await session.end();
  await first.exited;
  again = await startPostgres({ dataDir: home, throwAway: true });
  expect(again.url).toBe(first.url);
  const [code] = await ended;
  expect({ code, ...said }).toEqual({
    code: 0,
    out: "The database is up to date.\n",
    err: "The database takes no connections yet; waiting for up to 30 s.\n",
  });
});

it("does not wait for ever, and for a wrong password not at all", async () => {
  const heard: string[] = [];
  const wait = (url: string, seconds?: number) => whenServerAnswers(url, (sentence) => heard.push(sentence), seconds);
  await expect(wait("postgres://nobody@127.0.0.1:9/none", 0)).rejects.toThrow("ECONNREFUSED");
  const stranger = new URL(process.env.DATABASE_URL ?? "");
  stranger.password = "wrong";
  await expect(wait(stranger.href)).rejects.toThrow("password authentication failed");
  expect(heard).toEqual([]);
});
