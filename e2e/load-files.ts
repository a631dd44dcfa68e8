import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

export const lines = (head: string, rows: readonly string[]) => `${[head, ...rows].join("\n")}\n`;
export const column = (name: string) => ({ header: name });

/**
 * Loads files (texts by their names) into an issuer as an operator does: by the command line and a mapping file.
 * @throws when a single row was not loaded.
 */
export async function loadFiles(code: string, files: Readonly<Record<string, string>>, mapping: object): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "load-"));
  try {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    const mappingFile = path.join(folder, "mapping.json");
    fs.writeFileSync(mappingFile, JSON.stringify(mapping));
    const words = ["import", "run", folder, "--issuer", code, "--mapping", mappingFile, "--json"];
    const { stdout } = await promisify(execFile)(process.execPath, ["lib/setup/cli.mjs", ...words], {
      env: process.env,
    });
    const { problemsTotal } = JSON.parse(stdout);
    if (problemsTotal !== 0) throw new Error(`The cards of ${code} were not loaded whole: ${stdout}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
