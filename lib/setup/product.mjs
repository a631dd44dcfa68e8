// What `npm start` and `npm run dev` share: the database made ready, parts started, watched and ended in order.
import { spawn } from "node:child_process";
import path from "node:path";
import { lastLines } from "./parts.mjs";
import { dataDir, makeDataDir, ROOT, SetupError, say } from "./project.mjs";
import { ensureSecrets } from "./secrets.mjs";

const WORKER_FILE = path.join(ROOT, "lib", "jobs", "worker.ts");
/** In this very process, not in a child of tsx's own: a signal then reaches the worker and nobody else. */
export const WORKER = ["--import", "tsx", WORKER_FILE];
const TSX = path.join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
export const WORKER_WATCHED = [TSX, "watch", "--clear-screen=false", WORKER_FILE];

/** Everything that was started, to be ended in the reverse of the order of starting. */
export function makeProduct() {
  const home = makeDataDir(dataDir());
  const parts = [];
  let starting = null;
  let server = null;
  let stopping = null;
  const abort = new AbortController();

  async function end() {
    abort.abort();
    for (const part of [...parts].reverse()) await part.stop(25);
    await starting?.then(
      (started) => started.stop(),
      () => {},
    );
  }

  return {
    home,
    signal: abort.signal,
    get stopping() {
      return stopping !== null;
    },
    /** Calling it again waits for the first. */
    stop: () => {
      stopping ??= end();
      return stopping;
    },
    add(part) {
      parts.push(part);
      return part;
    },
    async database() {
      if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
      const { startPostgres } = await import("./postgres.mjs");
      starting = startPostgres({ dataDir: home });
      server = await starting;
      return server.url;
    },
    environment: (databaseUrl) => ({
      ...ensureSecrets(home),
      DATABASE_URL: databaseUrl,
      NEXT_TELEMETRY_DISABLED: "1",
    }),
    /** Resolves with a sentence when any part, or the database, ends by itself. */
    crashed() {
      const watched = parts.map((part) => part.ended.then((how) => describeCrash(part, how)));
      if (server)
        watched.push(server.exited.then(() => `The database has stopped by itself (see ${home}/postgres.log).`));
      return Promise.race(watched);
    },
  };
}

function describeCrash({ name, logFile }, how) {
  const said = logFile ? `\nIts last words (${logFile}):\n${lastLines(logFile)}` : "";
  return `The ${name} has stopped by itself (${how}).${said}`;
}

/** Migrations and, in an empty database, the demo issuer. */
export async function prepareDatabase(databaseUrl, { signal }) {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(ROOT, "lib", "setup", "prepare.ts")], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", 2],
    signal,
  });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", resolve);
  });
  if (code !== 0) throw new SetupError(`The database could not be made ready (${code}; see above).`);
  return JSON.parse(Buffer.concat(output).toString());
}

/** Ends the product on Ctrl-C and its like; asked again after a moment, at once and without regard. */
export function stopOnSignals(product) {
  let asked = 0;
  const ask = async () => {
    // npm and the terminal may both hand on the same Ctrl-C.
    if (asked && Date.now() - asked < 1000) return;
    if (asked) process.exit(1);
    asked = Date.now();
    say("Stopping ...");
    await product.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, ask);
  // Started by npm, which does not pass on every way of being ended: without it, nobody could stop us any more.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && ask(), 1000).unref();
}

/** Waits until the web server answers or has ended. @returns whether it answers. */
export async function waitForAnswer({ host, port }, part, seconds = 60) {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const address = `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}/api/health`;
  let over = false;
  part.ended.then(() => {
    over = true;
  });
  for (const deadline = Date.now() + seconds * 1000; !over; ) {
    const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
    await answer?.arrayBuffer().catch(() => {});
    if (answer && answer.status < 500) return true;
    if (Date.now() > deadline) throw new SetupError(`The web server does not answer at ${address}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
