import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SenderMark } from "../restored";

/** How far this machine had come with sending, kept beside the database and not in it. */
export type MachineMark = { read(): SenderMark | null; keep(mark: SenderMark): void };

/** In a file of `folder`, written before anything of the group leaves. */
export function machineMarkIn(folder: string): MachineMark {
  const file = path.join(folder, "sender.json");
  let last: SenderMark | null = null;
  return {
    read() {
      last ??= readMark(file);
      return last;
    },
    keep(mark) {
      const isSame = last !== null && last.identity === mark.identity && last.epoch === mark.epoch;
      if (last !== null && isSame && last.count >= mark.count) return;
      last = mark;
      mkdirSync(folder, { recursive: true });
      const draft = `${file}.${process.pid}.tmp`;
      writeFileSync(draft, JSON.stringify(mark), { mode: 0o600 });
      renameSync(draft, file);
    },
  };
}

function readMark(file: string): SenderMark | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const { identity, epoch, count } = JSON.parse(text) as SenderMark;
  return { identity, epoch, count };
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
