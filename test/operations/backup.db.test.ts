/**
 * Backup and restore as deploy/README.md describes them, with the real programs. pg_dump refuses a server newer than
 * itself, so this runs on a server of the version that is installed beside it; where none is, there is nothing to run.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_ROLE } from "@/db/role";
import { holdTable } from "../support/held-table";
import { findInstalledPostgres, type InstalledServer, startInstalledPostgres } from "../support/installed-postgres";

const ROOT = path.resolve(import.meta.dirname, "../..");
const bin = findInstalledPostgres();

function cli(url: string, ...words: string[]) {
  const env = { ...process.env, DATABASE_URL: url, INIT_CWD: ROOT };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["lib/setup/cli.mjs", ...words], {
    cwd: ROOT,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function importInBackground(url: string): Promise<number | null> {
  const words = [
    "import",
    "run",
    "data/athena-v2",
    "--issuer",
    "ATHENA",
    "--mapping",
    "lib/ingest/mappings/athena-v2.json",
  ];
  const child = spawn(process.execPath, ["lib/setup/cli.mjs", ...words], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url, INIT_CWD: ROOT },
    stdio: "ignore",
  });
  return new Promise((resolve) => child.once("exit", resolve));
}

describe.skipIf(bin === null)("backup and restore (R15; needs pg_dump and a server of its version)", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "breakwater-backup-"));
  let first: InstalledServer;
  let second: InstalledServer;

  beforeAll(async () => {
    const programs = bin ?? "";
    [first, second] = await Promise.all([startInstalledPostgres(programs), startInstalledPostgres(programs)]);
    expect(cli(first.url("postgres"), "db", "migrate").status).toBe(0);
    expect(cli(first.url("postgres"), "db", "seed", "--cards", "500")).toMatchObject({ status: 0 });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([first?.stop(), second?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const program = (name: string, ...args: string[]) =>
    spawnSync(path.join(bin ?? "", name), args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });

  it("dumps taken before, during and after an import restore on another server, each without a difference", async () => {
    const dump = (name: string) => {
      const file = path.join(folder, `${name}.dump`);
      const made = program("pg_dump", "--format=custom", `--file=${file}`, first.url("postgres"));
      expect(made).toMatchObject({ status: 0, stderr: "" });
      return file;
    };
    const before = dump("before");
    // The import stands in its transaction, its events written and its sums not, from before the dump begins until it has ended.
    const held = await holdTable(first.url("postgres"), "gold.type_cohort");
    const running = importInBackground(first.url("postgres"));
    await held.awaited(1);
    const during = dump("during");
    expect(await held.waiting()).toBe(1);
    await held.letGo();
    expect(await running).toBe(0);
    const dumps = { before, during, after: dump("after") };

    const admin = postgres(second.url("postgres"), { max: 1 });
    await admin.unsafe(`create role ${APP_ROLE} login`);
    for (const [name, file] of Object.entries(dumps)) {
      await admin.unsafe(`create database restored_${name}`);
      const url = second.url(`restored_${name}`);
      const restore = program("pg_restore", "--no-owner", "--exit-on-error", `--dbname=${url}`, file);
      expect(restore).toMatchObject({ status: 0, stderr: "" });
      expect(cli(url, "db", "migrate").status).toBe(0);
      const verified = cli(url, "db", "verify", "--json");
      expect(verified.status).toBe(0);
      expect(JSON.parse(verified.stdout)).toMatchObject({ clean: true });
      const restored = postgres(url, { max: 1 });
      const imports = await restored`select 1 from app.import_batch where source = 'import'`;
      expect(imports, name).toHaveLength(name === "after" ? 1 : 0);
      await restored.end();
    }
    await admin.end();

    // The last one holds what was imported, and the product's own role can work with it.
    const report = (server: InstalledServer, database: string) =>
      cli(
        server.url(database),
        "breakage",
        "report",
        "--issuer",
        "ATHENA",
        "--as-of",
        "2020-08-03",
        "--by",
        "card-type",
        "--json",
      );
    const restored = report(second, "restored_after");
    expect(restored.status).toBe(0);
    expect(JSON.parse(restored.stdout)).toEqual(JSON.parse(report(first, "postgres").stdout));
  }, 240_000);
});
