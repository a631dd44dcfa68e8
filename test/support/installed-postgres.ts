import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { serverUser } from "@/lib/setup/postgres-home.mjs";
import { until } from "./until";

/** The folder with initdb, postgres, pg_dump and pg_restore of one version, as distributions install them; else null. */
export function findInstalledPostgres(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const config = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const folders = [...versions.map((version) => path.join(debian, version, "bin")), (config.stdout ?? "").trim()];
  const programs = ["initdb", "postgres", "pg_dump", "pg_restore"];
  return folders.find((dir) => dir !== "" && programs.every((name) => existsSync(path.join(dir, name)))) ?? null;
}

export type InstalledServer = { url: (database: string) => string; stop: () => Promise<void> };

/** A throw-away server of that version, reachable on the loopback address without a password worth the name. */
export async function startInstalledPostgres(bin: string): Promise<InstalledServer> {
  const home = mkdtempSync(path.join(os.tmpdir(), "breakwater-pg-"));
  const data = path.join(home, "data");
  const user = serverUser(data);
  chmodSync(home, 0o711);
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
  const options = { ...user, cwd: "/", env: { ...process.env, LC_ALL: "C" } };
  const made = spawnSync(
    path.join(bin, "initdb"),
    ["-D", data, "-U", "breakwater", "-A", "trust", "-E", "UTF8", "-N"],
    {
      ...options,
      encoding: "utf8",
    },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"].flatMap((one) => [
    "-c",
    one,
  ]);
  const server: ChildProcess = spawn(path.join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings], {
    ...options,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const url = (database: string) => `postgres://breakwater:none@127.0.0.1:${port}/${database}`;
  await until("the server answers", async () => {
    const sql = postgres(url("postgres"), { max: 1, connect_timeout: 2 });
    const answer = await sql`select 1`.catch(() => null);
    await sql.end({ timeout: 1 });
    return answer;
  });
  return {
    url,
    stop: async () => {
      server.kill("SIGINT");
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
