import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

async function startWith(port: string): Promise<{ code: number; said: string; seconds: number }> {
  const started = Date.now();
  const child = spawn(process.execPath, ["lib/setup/start.mjs"], {
    cwd: ROOT,
    env: { ...process.env, PORT: port, DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(child, "exit")) as [number];
  return { code, said: Buffer.concat(said).toString(), seconds: (Date.now() - started) / 1000 };
}

it.each(["127.0.0.1", "::1", "::"])(
  "a port taken on %s is one clear sentence, said before anything slow",
  async (host) => {
    const other = net.createServer();
    other.listen(0, host);
    await Promise.race([once(other, "listening"), once(other, "error")]);
    const address = other.address();
    if (address === null || typeof address === "string") return; // This machine has no IPv6.
    const { code, said, seconds } = await startWith(String(address.port));
    other.close();
    expect(code).toBe(1);
    expect(said.trim().split("\n")).toEqual([
      `Port ${address.port} is taken by another program. Stop that one, or choose another port: PORT=${address.port + 1} npm start`,
    ]);
    expect(seconds).toBeLessThan(5);
  },
);

it.each(["abc", "0", "70000", "30 00"])("PORT=%s is refused in one sentence", async (port) => {
  const { code, said } = await startWith(port);
  expect(code).toBe(1);
  expect(said.trim()).toBe(`PORT must be a number from 1 to 65535, not "${port}".`);
});
