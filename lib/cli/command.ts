/**
 * The shape of one command. A group is a file `lib/cli/<group>.ts` that exports `commands` (a list made with `command`)
 * and has one line in `groups.ts`. A group without sub-commands (`bench`) exports one command named "".
 *
 *   export const commands = [
 *     command({
 *       name: "list",
 *       summary: "Batches of an issuer, newest first",
 *       options: { issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" } },
 *       run: async ({ values, note }) => {
 *         note("asking the database");                        // stderr
 *         const batches = await listBatches(values.issuer);
 *         return { json: { batches }, text: batches.map((b) => b.name).join("\n") };
 *       },
 *     }),
 *   ];
 *
 * `--json` and `--help` belong to every command and are not declared. Throw `UsageError` for words that make no sense
 * together (exit code 2), a domain error for what the data forbids (exit code 1).
 */
export type OptionSpec = {
  type: "string" | "boolean";
  summary: string;
  /** What stands for the value in the help: CODE, DATE, N. */
  value?: string;
  /** What its value is called where it is judged, when that is not the option's own name: a refusal then names the option. */
  field?: string;
  required?: boolean;
  multiple?: boolean;
  default?: string;
};

export type Options = Readonly<Record<string, OptionSpec>>;

export type ArgumentSpec = {
  name: string;
  summary: string;
  required?: boolean;
  many?: boolean;
  /** As of an option; `body` of a file that is judged as a whole. */
  field?: string;
};

/** `json` is printed with --json, `text` without; an exit code other than 0 says that what was asked for did not hold. */
export type CommandResult = { json: object; text: string; exitCode?: number };

type Value<S extends OptionSpec> = S["type"] extends "boolean"
  ? boolean
  : S extends { multiple: true }
    ? string[]
    : S extends { required: true } | { default: string }
      ? string
      : string | undefined;

export type Values<O extends Options> = { readonly [K in keyof O]: Value<O[K]> };

export type CommandInput<O extends Options> = {
  values: Values<O>;
  args: readonly string[];
  /** A message to the person at the terminal, on stderr. */
  note: (message: string) => void;
};

export type Command<O extends Options = Options> = {
  name: string;
  summary: string;
  arguments?: readonly ArgumentSpec[];
  options: O;
  /** False where the command only reads files, though others of its group need a database. */
  database?: boolean;
  run: (input: CommandInput<O>) => Promise<CommandResult>;
};

export type AnyCommand = Omit<Command, "run"> & { run: (input: CommandInput<Options>) => Promise<CommandResult> };

/** The words on the command line make no sense: exit code 2 and the help of the command. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Infers the values from the options. The cast is sound because `parseCommandLine` builds exactly the values the options declare. */
export function command<const O extends Options>(spec: Command<O>): AnyCommand {
  return spec as unknown as AnyCommand;
}
