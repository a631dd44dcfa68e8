import { GROUPS } from "./groups";
import { runCommandLine } from "./run";

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (text === "") resolve();
    else stream.write(`${text}\n`, () => resolve());
  });
}

/** Runs the words and returns the exit code; `openDatabase` is called only when a command needs a database. */
export async function main(words: readonly string[], openDatabase: () => Promise<void>): Promise<number> {
  const note = (message: string) => process.stderr.write(`${message}\n`);
  const outcome = await runCommandLine(words, { groups: GROUPS, openDatabase, note });
  await write(process.stderr, outcome.stderr);
  await write(process.stdout, outcome.stdout);
  return outcome.exitCode;
}
