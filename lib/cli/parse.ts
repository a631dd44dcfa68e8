import { parseArgs } from "node:util";
import { type AnyCommand, type CommandInput, type Options, UsageError } from "./command";

export type Parsed = Pick<CommandInput<Options>, "values" | "args"> & { json: boolean; help: boolean };

const COMMON = { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;

/** Reads the words after the command's name by its own declaration; throws UsageError in words a person can act on. */
export function parseCommandLine(command: AnyCommand, words: readonly string[]): Parsed {
  const { values: given, positionals, tokens } = readWords(command, words);
  refuseRepeated(command, tokens);
  const json = given.json === true;
  if (given.help === true) return { values: {}, args: [], json, help: true };

  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(command.options)) {
    const value = given[name] ?? option.default;
    if (value === undefined && option.required)
      throw new UsageError(`--${name} ${option.value ?? "VALUE"} is missing.`);
    if (value === "") throw new UsageError(`--${name} needs a value.`);
    if (option.type === "boolean") values[name] = value === true;
    else if (option.multiple) values[name] = value === undefined ? [] : [value].flat();
    else values[name] = value;
  }
  checkArguments(command, positionals);
  return { values: values as Parsed["values"], args: positionals, json, help: false };
}

function readWords(command: AnyCommand, words: readonly string[]) {
  const options: Record<string, { type: "string" | "boolean"; multiple?: boolean; short?: string }> = { ...COMMON };
  for (const [name, option] of Object.entries(command.options)) {
    options[name] = { type: option.type, multiple: option.multiple ?? false };
  }
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    // Node's own sentence is right but goes on about escaping; the first one is enough.
    const [sentence = "These words make no sense"] = error instanceof Error ? error.message.split(/\. |\n/) : [];
    throw new UsageError(`${sentence.replace(/\.$/, "")}.`, { cause: error });
  }
}

/** The last of two values would be taken, and nothing said of the first. */
function refuseRepeated(command: AnyCommand, tokens: ReturnType<typeof readWords>["tokens"]): void {
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option" || command.options[token.name]?.multiple) continue;
    if (seen.has(token.name)) throw new UsageError(`--${token.name} is given twice.`);
    seen.add(token.name);
  }
}

function checkArguments(command: AnyCommand, given: readonly string[]): void {
  const specs = command.arguments ?? [];
  const missing = specs.find((spec, index) => spec.required && given[index] === undefined);
  if (missing) throw new UsageError(`${missing.name} is missing: ${missing.summary}.`);
  const surplus = specs.some((spec) => spec.many) ? undefined : given[specs.length];
  if (surplus !== undefined) throw new UsageError(`Nothing is expected at "${surplus}".`);
}
