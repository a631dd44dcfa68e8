// The parts of npm test. Each returns how much passed and what failed; a tool that fails without naming a test counts
// as one.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuild, NEXT } from "./build.mjs";
import { playwrightFailures, vitestFailures } from "./failures.mjs";
import { startPart } from "./parts.mjs";
import { prepareDatabase, WORKER, waitForAnswer } from "./product.mjs";
import { ROOT, readJson, SetupError } from "./project.mjs";

export const RESULTS = path.join(ROOT, "test-results");
const bin = (...parts) => path.join(ROOT, "node_modules", ...parts);

/** `out`: where its output goes. stdout is kept for the one line at the end. */
function runNode(args, out, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", out, out],
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

const oneCheck = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

export async function runLint({ out }) {
  return oneCheck(await runNode([bin("@biomejs", "biome", "bin", "biome"), "check", "."], out));
}

export async function runTypes({ out }) {
  // Types of routes are generated; a clean checkout has none yet.
  const generated = await runNode([NEXT, "typegen"], out, { NEXT_TELEMETRY_DISABLED: "1" });
  return oneCheck(generated || (await runNode([bin("typescript", "bin", "tsc"), "--noEmit"], out)));
}

export async function runBuild() {
  await ensureBuild({ standalone: true });
  return { passed: 1, failed: 0 };
}

/** What the container image holds, put together outside of this folder as the Dockerfile does it, and tried there. */
export async function runImage(context) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "breakwater-image-"));
  context.cleanups.push(async () => fs.rmSync(folder, { recursive: true, force: true }));
  const code = await runNode([path.join(ROOT, "deploy", "bundle.mjs"), folder], context.out);
  if (code !== 0) throw new SetupError("What the image holds could not be put together (see above).");
  return runVitest("image", context, { IMAGE_FOLDER: folder });
}

export async function runVitest(project, { patterns, databaseUrl, out }, env = {}) {
  const file = path.join(RESULTS, `${project}.json`);
  fs.rmSync(file, { force: true });
  const code = await runNode(
    [
      bin("vitest", "vitest.mjs"),
      ...["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
      ...patterns,
    ],
    out,
    {
      NODE_ENV: "test",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
      ...(databaseUrl ? { DATABASE_URL: databaseUrl, TEST_SERVER_URL: databaseUrl } : {}),
      ...env,
    },
  );
  const result = readJson(file);
  const failures = vitestFailures(result);
  return {
    passed: result?.numPassedTests ?? 0,
    skipped: (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0),
    failed: code !== 0 && failures.length === 0 ? 1 : failures.length,
    failures,
  };
}

const TEST_SECRET = "only-for-tests-0123456789-0123456789";

export async function runBrowserTests({ patterns, databaseUrl, cleanups, out }) {
  const browser = await ensureBrowser();
  const { port, url } = await startProduct(databaseUrl, cleanups);
  const file = path.join(RESULTS, "e2e.json");
  fs.rmSync(file, { force: true });
  const words = [bin("@playwright", "test", "cli.js"), "test", "--reporter=list,json", ...patterns];
  const code = await runNode(words, out, {
    BASE_URL: `http://localhost:${port}`,
    DATABASE_URL: url,
    // A test makes the links that a message would bring.
    AUTH_SECRET: TEST_SECRET,
    CHROME_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    // The variable npm sets for colours and this one contradict each other, and Node says so on every line.
    NO_COLOR: undefined,
  });
  const result = readJson(file);
  const { failed, flaky } = playwrightFailures(result);
  return {
    passed: (result?.stats?.expected ?? 0) + flaky.length,
    skipped: result?.stats?.skipped ?? 0,
    failed: code !== 0 && failed.length === 0 ? 1 : failed.length,
    failures: failed,
    flaky,
  };
}

/** The production build on a free port, with the demo issuer in a database of its own and a worker. */
async function startProduct(serverUrl, cleanups) {
  const url = await createDatabase(serverUrl, "e2e");
  await prepareDatabase(url, {});
  const port = await freePort();
  const env = {
    NODE_ENV: "production",
    DATABASE_URL: url,
    AUTH_SECRET: TEST_SECRET,
    PORT: String(port),
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const logFile = (name) => path.join(RESULTS, `${name}.log`);
  // Tests ask over connections that they keep: one that the server ends, as a question is on its way, is a failure of nothing.
  const words = ["--port", String(port), "--hostname", "127.0.0.1", "--keepAliveTimeout", "600000"];
  const web = startPart("web server", [NEXT, "start", ...words], { env, logFile: logFile("web") });
  cleanups.push(() => web.stop(10));
  const worker = startPart("worker", WORKER, { env, logFile: logFile("worker") });
  cleanups.push(() => worker.stop(10));
  const died = Promise.race([web, worker].map((part) => part.ended.then((how) => `The ${part.name} stopped: ${how}`)));
  const isReady = await Promise.race([waitForAnswer({ host: "127.0.0.1", port }, web), died.then(() => false)]);
  if (!isReady) throw new SetupError(`${await died} (see ${RESULTS})`);
  return { port, url };
}

async function createDatabase(serverUrl, name) {
  const { default: postgres } = await import("postgres");
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await sql`create database ${sql(name)}`;
  await sql.end({ timeout: 5 });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
