import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";

/** A command that reads files and needs no database, with a folder for the files of this test file. */
export function fileCommand(name: string) {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
  });
  afterAll(() => rm(folder, { recursive: true }));

  return {
    file: async (fileName: string, text: string): Promise<string> => {
      const full = path.join(folder, fileName);
      await writeFile(full, text);
      return full;
    },
    run: async (...words: string[]) => {
      const notes: string[] = [];
      const openDatabase = () => Promise.reject(new Error(`${name} needs no database`));
      const note = (message: string) => notes.push(message);
      const outcome = await runCommandLine([name, ...words], { groups: GROUPS, openDatabase, note });
      return { ...outcome, notes };
    },
  };
}
