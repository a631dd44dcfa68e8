// Where things are. Everything in lib/setup runs on plain Node, before node_modules exists: no packages at the top of a file.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** What the running product keeps: the embedded database, its password, generated secrets. */
export function dataDir(env = process.env) {
  return path.resolve(ROOT, env.DATA_DIR || ".data");
}

/** Root's directory must be passable for the user the server runs as; the files in it that matter are 0600. */
export function makeDataDir(dir) {
  fs.mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  return dir;
}

export function writePrivate(file, text) {
  const draft = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(draft, text, { mode: 0o600 });
  fs.renameSync(draft, file);
}

export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw new Error(`${file} cannot be read: ${error.message}`, { cause: error });
  }
}

/** A sentence to the person at the terminal. On stderr, because stdout belongs to results. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** A failure that the person can act on: shown without a stack. */
export class SetupError extends Error {
  name = "SetupError";
}

/** Ends the script with one sentence when the failure is of the expected kind, with the stack when it is ours. */
export function fail(error) {
  say(error instanceof SetupError ? error.message : (error?.stack ?? String(error)));
  process.exit(1);
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** True when the file is the script that node was asked to run, not an import of another. */
export function isMain(importMetaUrl) {
  const started = process.argv[1];
  return started !== undefined && fs.realpathSync(started) === fs.realpathSync(fileURLToPath(importMetaUrl));
}
