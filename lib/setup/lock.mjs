import fs from "node:fs";
import path from "node:path";
import { pause, SetupError } from "./project.mjs";

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    return error.code === "EPERM";
  }
}

/** Runs `work` while no other process does the same; a lock whose holder was killed is taken over. */
export async function withLock(file, work, { waitSeconds = 300 } = {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const deadline = Date.now() + waitSeconds * 1000;
  while (!tryLock(file)) {
    if (Date.now() > deadline) throw new SetupError(`Another process (see ${file}) has been setting up for too long.`);
    await pause(50);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function tryLock(file) {
  // Written aside and linked into place, so that a lock never exists without its holder's id.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, String(process.pid));
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const holder = readHolder(file);
    if (holder !== null && (holder === process.pid || !isAlive(holder))) fs.rmSync(file, { force: true });
    return false;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function readHolder(file) {
  try {
    return Number(fs.readFileSync(file, "utf8"));
  } catch {
    return null; // Released in this very moment.
  }
}
