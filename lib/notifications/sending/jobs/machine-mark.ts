import { randomUUID } from "node:crypto";
import { accessSync, constants, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { SenderMark } from "../restored";

/** How far this machine had come with sending, kept beside the database and not in it. */
export type MachineMark = { read(): SenderMark | null; keep(mark: SenderMark): void };

/**
 * In a file of `folder`, written before anything of the group leaves. Several processes may share the folder, containers
 * among them, where every process has the same number.
 *
 * @throws Error when nothing can be written there: no message would ever leave.
 */
export function machineMarkIn(folder: string): MachineMark {
  checkWritable(folder);
  const file = path.join(folder, "sender.json");
  const draft = `${file}.${randomUUID()}.tmp`;
  let last: SenderMark | null = null;
  return {
    read() {
      last ??= readMark(file);
      return last;
    },
    keep(mark) {
      if (hasComeAsFar(last, mark)) return;
      last = mark;
      // Another process may have come further meanwhile.
      if (hasComeAsFar(readMark(file), mark)) return;
      writeFileSync(draft, JSON.stringify(mark), { mode: 0o600 });
      renameSync(draft, file);
    },
  };
}

const hasComeAsFar = (known: SenderMark | null, mark: SenderMark) =>
  known !== null && known.identity === mark.identity && known.epoch === mark.epoch && known.count >= mark.count;

function checkWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new Error(`DATA_DIR (${folder}) must be writable: nothing is sent before it is noted there`, { cause });
  }
}

function readMark(file: string): SenderMark | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return markIn(file, text);
}

const markSchema = z.object({
  identity: z.string().min(1),
  epoch: z.number().int().nonnegative(),
  count: z.number().int().nonnegative(),
});

/** Guessed at it would be no guard against a restored database, so that a person has to say. */
function markIn(file: string, text: string): SenderMark {
  try {
    return markSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `${file} is damaged, and nothing is sent: it says how far this machine had come. Delete it if this database was not restored from a backup; if it was, run "notify confirm-restore" before you do`,
      { cause },
    );
  }
}

/** For tests and benchmarks: this process alone remembers. */
export function forgetfulMark(): MachineMark {
  let last: SenderMark | null = null;
  return {
    read: () => last,
    keep: (mark) => {
      last = mark;
    },
  };
}
