/** The shell's few commands, callable from any menu without passing functions through every level. */
export const shellCommands = ["shortcuts", "palette", "as-of", "save-view"] as const;
export type ShellCommand = (typeof shellCommands)[number];

const eventOf = (command: ShellCommand) => `breakwater:${command}`;

export function callShell(command: ShellCommand): void {
  window.dispatchEvent(new Event(eventOf(command)));
}

/** @returns what ends the listening. */
export function onShellCommand(command: ShellCommand, run: () => void): () => void {
  window.addEventListener(eventOf(command), run);
  return () => window.removeEventListener(eventOf(command), run);
}
