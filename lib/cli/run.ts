import { isDomainError } from "../errors";
import { outageOf } from "../outage";
import { type AnyCommand, UsageError } from "./command";
import type { Group } from "./groups";
import { commandHelp, groupHelp, overallHelp } from "./help";
import { parseCommandLine } from "./parse";

export type Surroundings = {
  groups: Readonly<Record<string, Group>>;
  openDatabase: () => Promise<void>;
  note: (message: string) => void;
};

export type Outcome = { exitCode: number; stdout: string; stderr: string };

const HELP_WORDS: readonly (string | undefined)[] = [undefined, "help", "--help", "-h"];

/** Runs one command line. All that a command prints goes through here, so `--json` can promise one object and nothing else. */
export async function runCommandLine(
  words: readonly string[],
  { groups, openDatabase, note }: Surroundings,
): Promise<Outcome> {
  const [groupName, ...rest] = words;
  if (groupName === undefined || HELP_WORDS.includes(groupName)) {
    return { exitCode: groupName === undefined ? 2 : 0, stdout: overallHelp(groups), stderr: "" };
  }
  const group = Object.hasOwn(groups, groupName) ? groups[groupName] : undefined;
  if (!group) return refuse(`There is no command "${groupName}".`, overallHelp(groups));

  const { commands } = await group.load();
  if (rest[0] === "help") return { exitCode: 0, stdout: groupHelp(groupName, commands), stderr: "" };
  const found = findCommand(commands, rest);
  if (!found) {
    const name = rest[0];
    const help = groupHelp(groupName, commands);
    if (HELP_WORDS.includes(name) && name !== undefined) return { exitCode: 0, stdout: help, stderr: "" };
    return refuse(name ? `There is no command "${groupName} ${name}".` : `"${groupName}" needs a second word.`, help);
  }
  const isOffline = group.database === false || found.command.database === false;
  const prepare = isOffline ? async () => {} : openDatabase;
  return runCommand(groupName, found.command, found.words, { prepare, note });
}

function findCommand(commands: readonly AnyCommand[], rest: readonly string[]) {
  const named = commands.find((command) => command.name !== "" && command.name === rest[0]);
  if (named) return { command: named, words: rest.slice(1) };
  const nameless = commands.find((command) => command.name === "");
  return nameless ? { command: nameless, words: rest } : null;
}

async function runCommand(
  group: string,
  command: AnyCommand,
  words: readonly string[],
  { prepare, note }: { prepare: () => Promise<void>; note: (message: string) => void },
): Promise<Outcome> {
  try {
    const { values, args, json, help } = parseCommandLine(command, words);
    if (help) return { exitCode: 0, stdout: commandHelp(group, command), stderr: "" };
    await prepare();
    const result = await command.run({ values, args, note });
    const stdout = json ? JSON.stringify(result.json) : result.text;
    return { exitCode: result.exitCode ?? 0, stdout, stderr: "" };
  } catch (error) {
    if (error instanceof UsageError) return refuse(error.message, commandHelp(group, command));
    return { exitCode: 1, stdout: "", stderr: describe(error, command) };
  }
}

function refuse(sentence: string, help: string): Outcome {
  return { exitCode: 2, stdout: "", stderr: `${sentence}\n\n${help}` };
}

/** What the data forbids is said in its own words; a fault of ours also shows where, because the reader is an operator. */
function describe(error: unknown, command: AnyCommand): string {
  if (isDomainError(error)) {
    const inWords = (reason: string) =>
      reason.replace(/`([a-zA-Z]+)`/g, (quoted, field: string) => findName(field, command) ?? quoted);
    const fields = Object.entries(error.fields).map(
      ([field, reason]) => `  ${findName(field, command) ?? field}: ${inWords(reason)}`,
    );
    return [error.message, ...fields].join("\n");
  }
  if (!(error instanceof Error)) return String(error);
  if (isMissingSchema(error)) {
    return "The database is not up to date. Run first: npm run -s cli -- db migrate";
  }
  const outage = outageOf(error);
  if (outage) return `${outage}\n  ${error.message}`;
  return process.env.BREAKWATER_DEBUG ? (error.stack ?? error.message) : error.message || error.name;
}

/**
 * Fields are named as REST names them (`asOf`, `leftOut.0.age`); on a command line people wrote `--as-of`, `--without`, EMAIL.
 * Null for what is none of either: a field of a file.
 */
function findName(field: string, { options, arguments: specs = [] }: AnyCommand): string | null {
  const [name = ""] = field.split(".");
  const written = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const option = Object.entries(options).find(([own, spec]) =>
    spec.field ? spec.field === name : own === written,
  )?.[0];
  if (option !== undefined) return `--${option}`;
  return specs.find((spec) => (spec.field ?? spec.name.toLowerCase()) === name)?.name ?? null;
}

/** PostgreSQL's codes for a missing schema, table, column or function; the driver wraps them as causes. */
function isMissingSchema(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  return ["3F000", "42P01", "42703", "42883"].includes(String(code)) || isMissingSchema(error.cause);
}
