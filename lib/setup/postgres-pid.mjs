// Reading postmaster.pid, the server's own note of who runs on a data directory.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { isAlive } from "./lock.mjs";
import { pause, SetupError, say } from "./project.mjs";

/** The live server of this directory, or null. A note left by a server that was killed is removed. */
export function readServer(pgdata) {
  const note = readNote(pgdata);
  if (!note) return null;
  if (isAlive(note.pid) && isServerOf(note, pgdata)) return note;
  // Process ids are used again: PostgreSQL itself would take a stranger with the old id for the old server.
  fs.rmSync(path.join(pgdata, "postmaster.pid"), { force: true });
  return null;
}

/** Waits for the server to accept connections; null when it is gone. Recovery after a crash can take its time. */
export async function waitUntilReady(pgdata, pid) {
  const started = Date.now();
  for (let told = false; isAlive(pid); await pause(25)) {
    const note = readNote(pgdata);
    if (note?.pid === pid && note.ready) return note;
    const seconds = (Date.now() - started) / 1000;
    if (seconds > 5 && !told) {
      told = true;
      say("The database is recovering what it had in hand when it was last stopped ...");
    }
    if (seconds > 600) throw new SetupError(`The database (process ${pid}) has not become ready in ten minutes.`);
  }
  return null;
}

function readNote(pgdata) {
  let lines;
  try {
    lines = fs.readFileSync(path.join(pgdata, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw new SetupError(
      `${pgdata} belongs to another user: start Breakwater as the same user as before, or set DATA_DIR to another place.`,
      { cause: error },
    );
  }
  // Lines: process, directory, start time, port, socket directory, address, shared memory, state.
  return { pid: Number(lines[0]), place: lines[1], port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

function isServerOf({ pid, place }, pgdata) {
  const words = commandLine(pid);
  if (words === null) return true;
  if (!words.includes("postgres")) return false;
  const works = worksIn(pid, pgdata);
  if (works !== null) return works;
  if (place !== pgdata && words.includes(`-D ${place} `)) {
    throw new SetupError(`${pgdata} was moved or copied while its database was running: stop process ${pid} first.`);
  }
  return words.includes(`-D ${pgdata} `);
}

/**
 * A server works in its data directory. That tells a directory moved beneath its running server, which still is the
 * server's, from a copy of one, whatever the server was called with. Null where the system does not tell.
 */
function worksIn(pid, pgdata) {
  try {
    const [works, asked] = [`/proc/${pid}/cwd`, pgdata].map((place) => fs.statSync(place));
    return works.dev === asked.dev && works.ino === asked.ino;
  } catch {
    return null;
  }
}

/** Null where the system does not tell; then the note is believed. */
function commandLine(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    const { status, stdout } = spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" });
    return status === 0 ? stdout : null;
  }
}
