// npm test: everything a clean checkout must pass, with its own packages, browser and database. Ends with one line:
// "N passed, N failed".   npm test -- unit|db|e2e|image|lint|types|build [pattern]   runs a part.
//
// Two rows of parts go on side by side, each in its order: where one waits for a browser, a lock or a clock, the other
// computes. Types come before both, for they read what a build writes.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { failureText } from "./failures.mjs";
import { ensurePackages } from "./packages.mjs";
import { startPostgres } from "./postgres.mjs";
import { say } from "./project.mjs";
import { RESULTS, runBrowserTests, runBuild, runImage, runLint, runTypes, runVitest } from "./test-parts.mjs";

const PARTS = {
  lint: (context) => runLint(context),
  types: (context) => runTypes(context),
  unit: (context) => runVitest("unit", context),
  db: (context) => runVitest("db", context),
  build: () => runBuild(),
  image: (context) => runImage(context),
  e2e: (context) => runBrowserTests(context),
};
const NEEDS_DATABASE = ["db", "image", "e2e"];
const NEEDS_BUILD = ["image", "e2e"];
const FIRST = ["lint", "types"];
const ROWS = [
  ["unit", "db"],
  ["build", "image", "e2e"],
];

const cleanups = [];
async function cleanUp() {
  for (const cleanup of cleanups.splice(0).reverse()) {
    await cleanup().catch((error) => say(`Clearing up failed: ${error.message}`));
  }
}
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.once(signal, async () => {
    await cleanUp();
    process.exit(code);
  });
}

async function throwAwayDatabase() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "breakwater-test-"));
  fs.chmodSync(dir, 0o711); // As root the server runs as another user, who must be able to pass.
  const server = await startPostgres({ dataDir: dir, throwAway: true });
  cleanups.push(async () => {
    await server.stop();
    fs.rmSync(server.pgdata, { recursive: true, force: true });
    fs.rmSync(dir, { recursive: true, force: true });
  });
  return server.url;
}

const heading = (part) => `\n── ${part} ${"─".repeat(60)}`;

function openKept(part) {
  const file = path.join(RESULTS, `${part}.txt`);
  fs.mkdirSync(RESULTS, { recursive: true });
  const fd = fs.openSync(file, "w");
  return {
    fd,
    close: () => {
      fs.closeSync(fd);
      return fs.readFileSync(file, "utf8");
    },
  };
}

async function run([wanted, ...patterns]) {
  if (wanted !== undefined && !Object.hasOwn(PARTS, wanted)) {
    say(`There is no part "${wanted}" of the tests. Parts: ${Object.keys(PARTS).join(", ")}.`);
    return 2;
  }
  await ensurePackages();
  const parts = wanted ? [...(NEEDS_BUILD.includes(wanted) ? ["build"] : []), wanted] : Object.keys(PARTS);
  const databaseUrl = parts.some((part) => NEEDS_DATABASE.includes(part)) ? await throwAwayDatabase() : null;

  const outcomes = new Map();
  /** What a part of the second row says is shown when it has ended: two would talk into each other's words. */
  async function inTurn(row, isKept = false) {
    for (const part of row) {
      const started = Date.now();
      const kept = isKept ? openKept(part) : null;
      const tell = kept ? (text) => fs.writeSync(kept.fd, `${text}\n`) : say;
      if (!kept) say(heading(part));
      const context = { patterns, databaseUrl, cleanups, out: kept?.fd ?? 2 };
      const outcome = await PARTS[part](context).catch((error) => {
        tell(error.name === "SetupError" ? error.message : error.stack);
        return { passed: 0, failed: 1 };
      });
      if (kept) say(`${heading(part)}\n${kept.close()}`);
      outcomes.set(part, { ...outcome, seconds: ((Date.now() - started) / 1000).toFixed(0) });
    }
  }
  if (wanted) await inTurn(parts);
  else {
    await inTurn(FIRST);
    await Promise.all([inTurn(ROWS[0]), inTurn(ROWS[1], true)]);
  }

  let passed = 0;
  let failed = 0;
  const summary = [];
  const named = [];
  for (const part of parts) {
    const outcome = outcomes.get(part);
    passed += outcome.passed;
    failed += outcome.failed;
    const skipped = outcome.skipped ? `, ${outcome.skipped} skipped` : "";
    named.push(
      failureText(part, outcome.failures ?? []),
      failureText(`${part}, passed the second time`, outcome.flaky ?? []),
    );
    summary.push(
      `${part.padEnd(6)} ${outcome.passed} passed, ${outcome.failed} failed${skipped} (${outcome.seconds} s)`,
    );
  }
  await cleanUp();
  for (const text of named) if (text) say(`\n${text}`);
  say(`\n${summary.join("\n")}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

let exitCode = 1;
try {
  exitCode = await run(process.argv.slice(2));
} catch (error) {
  await cleanUp();
  say(error.name === "SetupError" ? error.message : error.stack);
  process.stdout.write("0 passed, 1 failed\n");
}
process.exit(exitCode);
