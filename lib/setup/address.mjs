// Where people find the product that runs on a DATA_DIR, told to the command line beside it, which knows another shell's PORT.
import path from "node:path";
import { isAlive } from "./lock.mjs";
import { readJson, writePrivate } from "./project.mjs";

const noteOf = (home) => path.join(home, "address.json");

export function noteAddress(home, port) {
  const url = process.env.APP_URL || `http://localhost:${port}`;
  writePrivate(noteOf(home), JSON.stringify({ url, pid: process.pid }));
}

/** Null when none runs: the next one may be started with another port. */
export function findAddress(home) {
  const known = readJson(noteOf(home));
  return known && isAlive(known.pid) ? known.url : null;
}
