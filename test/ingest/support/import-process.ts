/** `import run` as an operator starts it, in a process of its own that a test can kill, or kill the server beneath. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");

export function startImportProcess(
  folder: string,
  { code, mapping, url = process.env.DATABASE_URL }: { code: string; mapping: string; url?: string | undefined },
): ChildProcess {
  return spawn(
    process.execPath,
    [path.join(root, "lib/setup/cli.mjs"), "import", "run", folder, "--issuer", code, "--mapping", mapping, "--json"],
    { cwd: root, env: { ...process.env, DATABASE_URL: url }, stdio: ["ignore", "pipe", "pipe"] },
  );
}

export async function finish(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (part) => (out += part));
  child.stderr?.on("data", (part) => (err += part));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}
