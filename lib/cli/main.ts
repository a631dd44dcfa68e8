import { GROUPS } from "./groups";
import { runCommandLine } from "./run";

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (text === "") resolve();
    else stream.write(`${text}\n`, () => resolve());
  });
}

const outcome = await runCommandLine(process.argv.slice(2), GROUPS, (message) => process.stderr.write(`${message}\n`));
await write(process.stderr, outcome.stderr);
await write(process.stdout, outcome.stdout);
// Database pools keep the process alive; everything that matters is committed and written by now.
process.exit(outcome.exitCode);
