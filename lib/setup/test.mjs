// npm test: everything a clean checkout must pass, with its own packages, browser and database. Ends with one line:
// "N passed, N failed".   npm test -- unit|db|e2e|image|lint|types|build [pattern]   runs a part.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { failureText } from "./failures.mjs";
import { ensurePackages } from "./packages.mjs";
import { startPostgres } from "./postgres.mjs";
import { say } from "./project.mjs";
import { runBrowserTests, runBuild, runImage, runLint, runTypes, runVitest } from "./test-parts.mjs";

const PARTS = {
  lint: () => runLint(),
  types: () => runTypes(),
  unit: (context) => runVitest("unit", context),
  db: (context) => runVitest("db", context),
  build: () => runBuild(),
  image: (context) => runImage(context),
  e2e: (context) => runBrowserTests(context),
};
const NEEDS_DATABASE = ["db", "image", "e2e"];
const NEEDS_BUILD = ["image", "e2e"];

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

async function run([wanted, ...patterns]) {
  if (wanted !== undefined && !Object.hasOwn(PARTS, wanted)) {
    say(`There is no part "${wanted}" of the tests. Parts: ${Object.keys(PARTS).join(", ")}.`);
    return 2;
  }
  await ensurePackages();
  const parts = wanted ? [...(NEEDS_BUILD.includes(wanted) ? ["build"] : []), wanted] : Object.keys(PARTS);
  const databaseUrl = parts.some((part) => NEEDS_DATABASE.includes(part)) ? await throwAwayDatabase() : null;

  let passed = 0;
  let failed = 0;
  const summary = [];
  const named = [];
  for (const part of parts) {
    const started = Date.now();
    say(`\n── ${part} ${"─".repeat(60)}`);
    const context = { patterns, databaseUrl, cleanups };
    const outcome = await PARTS[part](context).catch((error) => {
      say(error.name === "SetupError" ? error.message : error.stack);
      return { passed: 0, failed: 1 };
    });
    passed += outcome.passed;
    failed += outcome.failed;
    const skipped = outcome.skipped ? `, ${outcome.skipped} skipped` : "";
    named.push(
      failureText(part, outcome.failures ?? []),
      failureText(`${part}, passed the second time`, outcome.flaky ?? []),
    );
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    summary.push(`${part.padEnd(6)} ${outcome.passed} passed, ${outcome.failed} failed${skipped} (${seconds} s)`);
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
