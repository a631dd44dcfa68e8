// The running parts of the product and their end: asked in order, killed when they do not go.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { pause, ROOT } from "./project.mjs";

const LEASH = pathToFileURL(path.join(ROOT, "lib", "setup", "leash.mjs")).href;

/** Starts `node ...args` as a part. What it says goes into its log file, or to the terminal when there is none. */
export function startPart(name, args, { env, logFile } = {}) {
  const log = logFile ? openLog(logFile) : 2;
  const child = spawn(process.execPath, ["--import", LEASH, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env, BREAKWATER_LEASH: "1" },
    stdio: ["ignore", log, log, "pipe"],
    // A group of its own: Ctrl-C reaches only the script, which then ends the parts in order.
    detached: true,
  });
  if (logFile) fs.closeSync(log);
  const ended = new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  return { name, logFile, ended, stop: (seconds) => stop(child, ended, seconds) };
}

async function stop(child, ended, seconds) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill("SIGTERM");
  const late = pause(seconds * 1000).then(() => "late");
  if ((await Promise.race([ended, late])) !== "late") return;
  try {
    process.kill(-child.pid, "SIGKILL"); // With whatever it has started itself.
  } catch {
    child.kill("SIGKILL");
  }
  await ended;
}

function openLog(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10_000_000) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, "a", 0o600);
}

export function lastLines(file, count = 15) {
  try {
    return fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
  } catch {
    return "";
  }
}
