import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { findPostgres, startPostgres } from "@/lib/setup/postgres.mjs";

const homes: string[] = [];
const strays: string[] = [];
afterAll(() => {
  for (const place of [...homes, ...strays]) rmSync(place, { recursive: true, force: true });
});

function makeHome(mode = 0o711): string {
  const home = mkdtempSync(path.join(os.tmpdir(), "breakwater-setup-"));
  chmodSync(home, mode);
  homes.push(home);
  return home;
}

async function ask(url: string, question: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(question);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

it("is on the loopback address only, and its password is for the owner's eyes", async () => {
  const dataDir = makeHome();
  const server = await startPostgres({ dataDir, throwAway: true });
  const [row] = await ask(
    server.url,
    "select current_setting('listen_addresses') as on, current_setting('data_checksums') as sums",
  );
  expect(row?.on).toBe("127.0.0.1");
  expect(statSync(path.join(dataDir, "postgres.json")).mode & 0o077).toBe(0);
  await expect(ask(server.url.replace(/:[0-9a-f]+@/, ":wrong@"), "select 1")).rejects.toThrow(/authentication/);
  await server.stop();
  expect(findPostgres({ dataDir })).toBeNull();
});

it("who comes second joins; the one who leaves last stops it", async () => {
  const dataDir = makeHome();
  const first = await startPostgres({ dataDir, throwAway: true });
  const second = await startPostgres({ dataDir, throwAway: true });
  expect([first.startedHere, second.startedHere]).toEqual([true, false]);
  expect(second.url).toBe(first.url);
  await first.stop();
  expect(await ask(second.url, "select 1 as one")).toHaveLength(1);
  await second.stop();
  await first.exited;
  expect(findPostgres({ dataDir })).toBeNull();
});

it("killed with -9 it comes back with everything that was committed, on the same port", async () => {
  const dataDir = makeHome();
  const killed = await startPostgres({ dataDir, throwAway: true });
  await ask(killed.url, "create table kept as select generate_series(1, 1000) as n");
  process.kill(killed.pid, "SIGKILL");
  await killed.exited;
  const again = await startPostgres({ dataDir, throwAway: true });
  expect(again.startedHere).toBe(true);
  expect(again.url).toBe(killed.url);
  expect((await ask(again.url, "select count(*)::int as n from kept"))[0]?.n).toBe(1000);
  await again.stop();
  await killed.stop();
});

it("a note of a server that is gone, whose number another process has now, is not believed", async () => {
  const dataDir = makeHome();
  const server = await startPostgres({ dataDir, throwAway: true });
  const note = path.join(server.pgdata, "postmaster.pid");
  const text = readFileSync(note, "utf8");
  await server.stop();
  writeFileSync(note, text.replace(/^\d+/, String(process.pid)));
  expect(findPostgres({ dataDir })).toBeNull();
  const again = await startPostgres({ dataDir, throwAway: true });
  expect(await ask(again.url, "select 1 as one")).toHaveLength(1);
  await again.stop();
});

it.runIf(process.getuid?.() === 0)(
  "as root, below a directory closed to others, the data go where the server's user can reach them",
  async () => {
    const home = makeHome(0o700);
    const dataDir = path.join(home, "clone", ".data");
    mkdirSync(path.dirname(dataDir));
    const server = await startPostgres({ dataDir, throwAway: true });
    strays.push(server.pgdata);
    expect(server.pgdata.startsWith(home)).toBe(false);
    expect(statSync(server.pgdata).uid).not.toBe(0);
    expect(statSync(server.pgdata).mode & 0o077).toBe(0);
    await ask(server.url, "create table kept as select 1 as n");
    await server.stop();
    const again = await startPostgres({ dataDir, throwAway: true });
    expect(await ask(again.url, "select n from kept")).toHaveLength(1);
    await again.stop();
  },
);
