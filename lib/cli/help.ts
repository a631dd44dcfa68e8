import type { AnyCommand } from "./command";

const PROGRAM = "npm run -s cli --";

function usage(group: string, command: AnyCommand): string {
  const words = [PROGRAM, group, command.name].filter(Boolean);
  for (const { name, required, many } of command.arguments ?? []) {
    const word = many ? `${name}...` : name;
    words.push(required ? word : `[${word}]`);
  }
  for (const [name, option] of Object.entries(command.options)) {
    const word = option.type === "boolean" ? `--${name}` : `--${name} ${option.value ?? "VALUE"}`;
    words.push(option.required ? word : `[${word}]`);
  }
  return [...words, "[--json]"].join(" ");
}

export function commandHelp(group: string, command: AnyCommand): string {
  const rows = [
    ...(command.arguments ?? []).map(({ name, summary }) => [name, summary] as const),
    ...Object.entries(command.options).map(
      ([name, { summary, default: fallback }]) =>
        [`--${name}`, fallback === undefined ? summary : `${summary} (default ${fallback})`] as const,
    ),
    ["--json", "print one JSON object on stdout"] as const,
  ];
  return [`${usage(group, command)}\n`, `${command.summary}.\n`, table(rows)].join("\n");
}

export function groupHelp(group: string, commands: readonly AnyCommand[]): string {
  return commands.map((command) => `${usage(group, command)}\n    ${command.summary}`).join("\n");
}

export function overallHelp(groups: Readonly<Record<string, { summary: string }>>): string {
  const rows = Object.entries(groups).map(([name, { summary }]) => [name, summary] as const);
  return `${PROGRAM} <command> [--json] [--help]\n\n${table(rows)}\n\nMessages go to stderr. Exit code 0: it worked; 1: it did not; 2: the words make no sense.`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, summary]) => `  ${name.padEnd(width)}${summary}`).join("\n");
}
