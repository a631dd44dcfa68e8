import { say } from "./project.mjs";

/** The last words of a start: where it is and, with demo data only, how to come in. */
export function welcome({ port, host, logs, accounts = [] }) {
  const shown = host === "127.0.0.1" || host === "0.0.0.0" || host === "::" ? "localhost" : host;
  const lines = ["", `Breakwater is ready:  http://${shown}:${port}`, ""];
  if (accounts.length > 0) {
    lines.push("Demo sign-ins (this database holds invented data only):");
    for (const { email, password, role } of accounts) lines.push(`  ${email.padEnd(22)} ${password}   ${role}`);
    lines.push("");
  }
  lines.push(`Logs: ${logs}    Ctrl-C stops everything.`, "");
  say(lines.join("\n"));
}
