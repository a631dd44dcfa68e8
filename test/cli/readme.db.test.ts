/** The command lines of README.md, as they stand there, on the demo issuer with one forecast. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { withForecast } from "../support/forecast";

/** What is not run here: other tests do, or nobody can as it stands. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  "changes something": [
    "import run",
    "issuer create",
    "user create",
    "key create",
    "forecast run",
    "forecast score",
    "escheat forecast",
    ...["propose", "edit", "approve", "send", "events", "settings"].map((name) => `notify ${name}`),
  ],
  "reads a file of the reader's own": ["triangle", "survival", "escheat determine", "accounting recognise"],
  "speaks of what an earlier line has made": ["forecast moved", "notify show"],
  "takes long": ["notify simulate"],
};

const readme = readFileSync(path.resolve(import.meta.dirname, "../../README.md"), "utf8");
/** Up to a comment of the shell's, or the end of code in a sentence. */
const lines = [...readme.matchAll(/npm run -s cli -- ([^#`\n]+)/g)].map(([, words = ""]) => words.trim());
const isLeftOut = (line: string, command: string) => `${line} `.startsWith(`${command} `);
const examples = lines.filter(
  (line) =>
    !Object.values(leftOut)
      .flat()
      .some((command) => isLeftOut(line, command)),
);

const folder = mkdtempSync(path.join(os.tmpdir(), "breakwater-readme-"));
beforeAll(() => withForecast());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("there are some, and what is left out is there", () => {
  expect(examples.length).toBeGreaterThan(12);
  const unknown = Object.values(leftOut)
    .flat()
    .filter((command) => !lines.some((line) => isLeftOut(line, command)));
  expect(unknown).toEqual([]);
});

it.each(examples)("%s", async (line) => {
  const words = line.split(/ +/);
  const out = words.indexOf("--out") + 1;
  if (out > 0) words[out] = path.join(folder, words[out] ?? "");
  const around = { groups: GROUPS, openDatabase: async () => {}, note: () => {} };
  expect(await runCommandLine(words, around)).toEqual({ exitCode: 0, stdout: expect.stringMatching(/./), stderr: "" });
});
