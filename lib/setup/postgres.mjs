// The embedded PostgreSQL server: a real one, on the loopback address only, with its data under DATA_DIR.
//   node lib/setup/postgres.mjs --data DIR [--throw-away]     prints its address and runs until Ctrl-C
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { isAlive, withLock } from "./lock.mjs";
import { isReachable, placeForData, placeOfPrograms, serverUser } from "./postgres-home.mjs";
import { readServer, waitUntilReady } from "./postgres-pid.mjs";
import { claimCluster, findCluster, rememberCluster } from "./postgres-place.mjs";
import { settings } from "./postgres-settings.mjs";
import { dataDir, fail, isMain, makeDataDir, pause, readJson, SetupError } from "./project.mjs";

const OWNER = "breakwater";
const DATABASE = "breakwater";

/**
 * Starts the server of this directory, or joins the one that already runs there. Several processes may hold it at once
 * (the product and a command): the last one to `stop()` stops the server.
 * `throwAway` gives up safety against power cuts (not against killed processes) for tests.
 */
export async function startPostgres({ dataDir: dir, throwAway = false } = {}) {
  const home = makeDataDir(path.resolve(dir ?? dataDir()));
  const lock = path.join(home, "postgres.lock");
  return withLock(lock, async () => {
    const known = await cluster(home, throwAway);
    const running = readServer(known.pgdata);
    const server = running ? await waitUntilReady(known.pgdata, running.pid) : null;
    const { pid, port } = server ?? (await launch(home, known, throwAway));
    const url = (database) => `postgres://${OWNER}:${known.password}@127.0.0.1:${port}/${database}`;
    await createDatabase(url);
    // Nobody else holds a server that did not run: such notes are of one that was killed, or came along with a copy.
    if (!server) fs.rmSync(holdersOf(home), { recursive: true, force: true });
    const lease = takeLease(home);
    return {
      url: url(DATABASE),
      port,
      pid,
      pgdata: known.pgdata,
      startedHere: !server,
      /** Resolves when the server is gone, for whatever reason. */
      exited: gone(pid),
      stop: () => withLock(lock, () => release(home, lease, pid)),
    };
  });
}

/** The server that runs on this directory now, without starting or holding it; null when none does. */
export function findPostgres({ dataDir: dir } = {}) {
  const home = path.resolve(dir ?? dataDir());
  const known = findCluster(home);
  const server = known && readServer(known.pgdata);
  if (!server?.ready) return null;
  return { url: `postgres://${OWNER}:${known.password}@127.0.0.1:${server.port}/${DATABASE}`, pid: server.pid };
}

/** The cluster of this directory; makes it (initdb) the first time. */
async function cluster(home, throwAway) {
  const known = findCluster(home) ?? (await makeCluster(home, throwAway));
  claimCluster(home, known);
  return known;
}

async function makeCluster(home, throwAway) {
  const password = randomBytes(24).toString("hex");
  const { pgdata, user } = placeForData(home);
  await initialise(pgdata, user, password, throwAway);
  rememberCluster(home, { pgdata, password });
  return { pgdata, password };
}

async function initialise(pgdata, user, password, throwAway) {
  // Made beside its place and moved there when whole: an interrupted initdb leaves nothing that looks like a database.
  const draft = `${pgdata}.new`;
  const passwordFile = `${pgdata}.password`;
  for (const leftover of [draft, passwordFile]) fs.rmSync(leftover, { recursive: true, force: true });
  if (fs.existsSync(pgdata)) {
    throw new SetupError(
      `${pgdata} is in the way: a database whose password is not known. Put the postgres.json that belongs to it back ` +
        "beside it, or move the directory away to begin with an empty database.",
    );
  }
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) for (const place of [draft, passwordFile]) fs.chownSync(place, user.uid, user.gid);

  // The built-in locale sorts and folds case the same on every system and every version of its C library.
  const args = ["--pgdata", draft, "--username", OWNER, "--pwfile", passwordFile, "--auth=scram-sha-256"];
  args.push("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  if (throwAway) args.push("--no-sync");
  const output = [];
  const child = run("initdb", args, user, ["ignore", "pipe", "pipe"]);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => child.on("exit", resolve).on("error", resolve));
  fs.rmSync(passwordFile, { force: true });
  if (code !== 0) throw new SetupError(`The database could not be created (${code}). ${Buffer.concat(output)}`);
  fs.renameSync(draft, pgdata);
}

async function launch(home, { pgdata }, throwAway) {
  const user = serverUser(pgdata);
  const logFile = path.join(home, "postgres.log");
  // After a kill -9 the memory of the dead server may be held for a moment by its last processes.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(readJson(path.join(home, "postgres-port.json"))?.port);
    const log = openLog(logFile);
    const size = fs.fstatSync(log).size;
    const args = ["-D", pgdata, "-p", String(port)];
    for (const [name, value] of Object.entries(settings({ throwAway }))) args.push("-c", `${name}=${value}`);
    const child = run("postgres", args, user, ["ignore", log, log], { detached: true });
    fs.closeSync(log);
    const crash = new Promise((resolve) => child.on("exit", () => resolve(null)).on("error", resolve));
    const outcome = await Promise.race([waitUntilReady(pgdata, child.pid), crash]);
    child.unref();
    if (outcome?.port) {
      fs.writeFileSync(path.join(home, "postgres-port.json"), JSON.stringify({ port }));
      return outcome;
    }
    const said = fs.readFileSync(logFile, "utf8").slice(size);
    if (user.uid !== undefined && !isReachable(pgdata, user)) {
      throw new SetupError(
        `The database in ${pgdata} runs as user ${user.uid}, who may not pass all directories above it: open them to ` +
          "others (chmod o+x), or move DATA_DIR to where that user can go.",
      );
    }
    const passing = /pre-existing shared memory|could not bind|lock file .* already exists/.test(said);
    if (!passing || attempt === 30)
      throw new SetupError(`The database did not start. Its log (${logFile}) says:\n${said}`);
    await pause(500);
  }
}

function run(program, args, user, stdio, extra = {}) {
  const programs = placeOfPrograms(user);
  const file = path.join(programs, "bin", process.platform === "win32" ? `${program}.exe` : program);
  // PG* variables would speak into the server's settings; the C locale keeps its messages the ones we look for.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)));
  // A group of its own, so that Ctrl-C reaches the product first and the server is stopped last.
  return spawn(file, args, { ...user, ...extra, cwd: programs, env: { ...env, LC_ALL: "C" }, stdio });
}

function openLog(file) {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10_000_000) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, "a", 0o600);
}

async function freePort(preferred) {
  for (const wanted of preferred ? [preferred, 0] : [0]) {
    const port = await new Promise((resolve) => {
      const probe = net.createServer().once("error", () => resolve(null));
      probe.listen(wanted, "127.0.0.1", () => {
        const { port } = probe.address();
        probe.close(() => resolve(port));
      });
    });
    if (port) return port;
  }
  throw new SetupError("No free port was found on 127.0.0.1.");
}

async function createDatabase(url) {
  const { default: postgres } = await import("postgres");
  const sql = postgres(url("postgres"), { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!found) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const holdersOf = (home) => path.join(home, "postgres-holders");

// Leases: one file per holder, named for its process; a holder that was killed holds nothing.
function takeLease(home) {
  const dir = holdersOf(home);
  fs.mkdirSync(dir, { recursive: true });
  const lease = path.join(dir, `${process.pid}.${randomBytes(4).toString("hex")}`);
  fs.writeFileSync(lease, "");
  return lease;
}

async function release(home, lease, pid) {
  fs.rmSync(lease, { force: true });
  const dir = holdersOf(home);
  const holders = fs.readdirSync(dir).filter((name) => {
    if (isAlive(Number.parseInt(name, 10))) return true;
    fs.rmSync(path.join(dir, name), { force: true });
    return false;
  });
  if (holders.length > 0 || !isAlive(pid)) return;
  process.kill(pid, "SIGINT"); // A fast shutdown: connections are ended, everything committed is kept.
  for (let waited = 0; isAlive(pid); waited += 25) {
    if (waited > 60_000) throw new SetupError(`The database (process ${pid}) does not stop.`);
    await pause(25);
  }
}

async function gone(pid) {
  while (isAlive(pid)) await pause(250);
}

async function main() {
  const { values } = parseArgs({ options: { data: { type: "string" }, "throw-away": { type: "boolean" } } });
  const server = await startPostgres({ dataDir: values.data, throwAway: values["throw-away"] });
  process.stdout.write(`${server.url}\n`);
  const keepAlive = setInterval(() => {}, 60_000);
  const asked = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve("asked"));
  });
  const reason = await Promise.race([asked, server.exited]);
  clearInterval(keepAlive);
  await server.stop();
  if (reason !== "asked") throw new SetupError("The database has stopped by itself.");
}

if (isMain(import.meta.url)) await main().catch(fail);
