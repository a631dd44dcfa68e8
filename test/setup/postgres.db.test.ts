import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
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

/** As `cp -a`: who owns what is kept, as root needs it. */
function copyHome(from: string, to: string): void {
  execFileSync("cp", ["-a", `${from}/.`, to]);
}

/** A directory with a table of its own, its server stopped. */
async function makeFilled(dataDir: string): Promise<{ pgdata: string }> {
  const server = await startPostgres({ dataDir, throwAway: true });
  await ask(server.url, "create table kept as select 1 as n");
  await server.stop();
  return server;
}

async function countKept(dataDir: string): Promise<{ pgdata: string; n: unknown }> {
  const server = await startPostgres({ dataDir, throwAway: true });
  try {
    return { pgdata: server.pgdata, n: (await ask(server.url, "select count(*)::int as n from kept"))[0]?.n };
  } finally {
    await server.stop();
  }
}

it("a copy of DATA_DIR has a database of its own, also while the original runs", async () => {
  const [original, copy] = [makeHome(), makeHome()];
  await makeFilled(original);
  const running = await startPostgres({ dataDir: original, throwAway: true });
  copyHome(original, copy);
  expect(findPostgres({ dataDir: copy })).toBeNull();
  const trial = await startPostgres({ dataDir: copy, throwAway: true });
  expect(trial.pgdata).toBe(path.join(copy, "postgres"));
  expect(trial.pid).not.toBe(running.pid);
  await ask(trial.url, "insert into kept values (2)");
  expect((await ask(running.url, "select count(*)::int as n from kept"))[0]?.n).toBe(1);
  // Who holds the original does not hold the copy.
  await trial.stop();
  await trial.exited;
  await running.stop();
});

it("a DATA_DIR that was moved is opened where it is, also when its note names the old place", async () => {
  const place = makeHome();
  const [before, after] = [path.join(place, "before"), path.join(place, "after")];
  await makeFilled(before);
  const file = path.join(before, "postgres.json");
  const note = JSON.parse(readFileSync(file, "utf8"));
  expect(note.pgdata).toBe("postgres");
  writeFileSync(file, JSON.stringify({ ...note, pgdata: path.join(before, "postgres") }));
  expect((await countKept(before)).n).toBe(1);
  renameSync(before, after);
  expect(await countKept(after)).toEqual({ pgdata: path.join(after, "postgres"), n: 1 });
});

it("moved beneath its running server, a DATA_DIR is that server's still", async () => {
  const place = makeHome();
  const [before, after] = [path.join(place, "before"), path.join(place, "after")];
  const server = await startPostgres({ dataDir: before, throwAway: true });
  renameSync(before, after);
  const joined = await startPostgres({ dataDir: after, throwAway: true });
  expect([joined.startedHere, joined.pid]).toEqual([false, server.pid]);
  process.kill(server.pid, "SIGINT");
  await server.exited;
});

it("of a note whose database is in another DATA_DIR, and of a database without its note, one is told what to do", async () => {
  const [original, other] = [makeHome(), makeHome()];
  await makeFilled(original);
  const file = path.join(original, "postgres.json");
  const note = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(
    path.join(other, "postgres.json"),
    JSON.stringify({ ...note, pgdata: path.join(original, "postgres") }),
  );
  await expect(startPostgres({ dataDir: other })).rejects.toThrow(`${other} is a copy of ${original}`);
  writeFileSync(path.join(other, "postgres.json"), JSON.stringify(note));
  await expect(startPostgres({ dataDir: other })).rejects.toThrow(/not in .* any more. Put that directory back/);
  rmSync(file);
  await expect(startPostgres({ dataDir: original })).rejects.toThrow(/Put the postgres.json that belongs to it back/);
  writeFileSync(file, JSON.stringify(note));
  expect((await countKept(original)).n).toBe(1);
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

it.runIf(process.getuid?.() === 0)(
  "as root, a copy of a DATA_DIR whose data lie outside it is refused; moved, it finds them",
  async () => {
    const home = makeHome(0o700);
    const at = (name: string) => path.join(home, name);
    const [original, copy, moved] = [at("original"), at("copy"), at("moved")];
    const { pgdata } = await makeFilled(original);
    strays.push(pgdata);
    mkdirSync(copy);
    copyHome(original, copy);
    await expect(startPostgres({ dataDir: copy })).rejects.toThrow(`${copy} is a copy of ${original}`);
    expect(() => findPostgres({ dataDir: copy })).toThrow(/is a copy of/);
    renameSync(original, moved);
    expect((await countKept(moved)).n).toBe(1);
    // The moved one is the first of two that remain: the copy does not get its place by waiting.
    await expect(startPostgres({ dataDir: copy })).rejects.toThrow(`${copy} is a copy of ${moved}`);
    // As it was written before the data knew whose they are.
    rmSync(path.join(pgdata, "breakwater-data-dir"));
    expect((await countKept(moved)).n).toBe(1);
  },
);

it.runIf(process.getuid?.() === 0)(
  "as root, a database that was copied below a closed directory is told so",
  async () => {
    const [open, closed] = [makeHome(), makeHome(0o700)];
    await makeFilled(open);
    const inside = path.join(closed, "inside");
    mkdirSync(inside);
    copyHome(open, inside);
    await expect(startPostgres({ dataDir: inside })).rejects.toThrow(/may not pass all directories above it/);
  },
);
