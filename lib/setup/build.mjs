// The production build, made again only when what it is made of has changed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ROOT, SetupError, say } from "./project.mjs";

export const NEXT = path.join(ROOT, "lib", "setup", "next.mjs");
const STAMP = path.join(ROOT, ".next", "breakwater-sources");
/** Folders and top-level files that the build reads; tests and documents are none of its business. */
const FOLDERS = ["app", "components", "db", "lib", "public"];
const FILES = /^(package-lock\.json|tsconfig\.json|(next|postcss)\.config\.\w+|(proxy|instrumentation)(-client)?\.ts)$/;
const NOT_BUILT = new Set(["lib/setup", "lib/cli", "db/migrations"]);

/**
 * Builds when necessary; `signal` ends a build that is no longer wanted. A `standalone` build holds, besides, what the
 * container image is put together of: it serves every purpose, the other does not.
 */
export async function ensureBuild({ signal, standalone = false } = {}) {
  const plain = fingerprint();
  const whole = `${plain} standalone`;
  const made = readStamp();
  if (made === whole || (made === plain && !standalone)) return;
  say("Building the pages ...");
  fs.rmSync(STAMP, { force: true });
  const output = [];
  const child = spawn(process.execPath, [NEXT, "build"], {
    cwd: ROOT,
    env: buildEnvironment(standalone),
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", resolve);
  });
  if (code !== 0) throw new SetupError(`The build failed (${code}):\n${Buffer.concat(output)}`);
  fs.writeFileSync(STAMP, standalone ? whole : plain);
}

/** A build must not depend on where it will run, least of all on a database. */
function buildEnvironment(standalone) {
  const { DATABASE_URL, APP_DATABASE_URL, APP_URL, AUTH_SECRET, NODE_ENV, STANDALONE, ...rest } = process.env;
  return {
    ...rest,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    // Who builds it for tests builds again after the next change.
    ...(standalone ? { STANDALONE: "1", BUILD_CACHE: "1" } : {}),
  };
}

function readStamp() {
  try {
    return fs.readFileSync(STAMP, "utf8");
  } catch {
    return null;
  }
}

function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  const top = fs.readdirSync(ROOT).filter((name) => FILES.test(name));
  for (const name of [...FOLDERS, ...top].sort()) add(hash, name);
  return hash.digest("hex");
}

function add(hash, name) {
  if (NOT_BUILT.has(name)) return;
  const place = path.join(ROOT, name);
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const child of fs.readdirSync(place).sort()) add(hash, `${name}/${child}`);
  } else {
    hash.update(name).update("\0").update(fs.readFileSync(place));
  }
}
