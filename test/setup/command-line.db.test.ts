/** `npm run -s cli` beside the product that `npm start` runs on the same DATA_DIR. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { migrate } from "@/db/migrate";
import { type EmbeddedServer, startPostgres } from "@/lib/setup/postgres.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SETTINGS = ["DATABASE_URL", "AUTH_SECRET", "APP_URL", "PORT"] as const;
type Environment = Record<string, string | undefined>;

const place = mkdtempSync(path.join(os.tmpdir(), "breakwater-setup-"));
const home = path.join(place, "home");
let server: EmbeddedServer;

beforeAll(async () => {
  server = await startPostgres({ dataDir: home, throwAway: true });
  await migrate(server.url);
  const words = ["--name", "Acme", "--currency", "USD", "--time-zone", "UTC"];
  await command({}, ["issuer", "create", "ACME", ...words]);
});
afterAll(async () => {
  await server?.stop();
  rmSync(place, { recursive: true, force: true });
});

/** The environment of a shell where nothing is set but what is named. */
const shell = (set: Environment): Environment => {
  const unset = Object.fromEntries(SETTINGS.map((name) => [name, undefined]));
  return { ...process.env, ...unset, DATA_DIR: home, INIT_CWD: ROOT, ...set };
};

const node = (set: Environment, words: readonly string[]) =>
  promisify(execFile)(process.execPath, words, { cwd: ROOT, env: shell(set) as NodeJS.ProcessEnv });

const INVITE = ["user", "create", "ann@example.test", "--issuer", "ACME", "--role", "admin"];

/** What a command prints, and what it has in its environment as it ends. */
async function command(set: Environment, words: readonly string[] = INVITE) {
  const file = path.join(place, "environment.json");
  const note = `import fs from "node:fs";
    process.on("exit", () => fs.writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.env)));`;
  const flags = ["--import", `data:text/javascript,${encodeURIComponent(note)}`];
  const { stdout } = await node(set, [...flags, "lib/setup/cli.mjs", ...words]);
  return { said: stdout, environment: JSON.parse(readFileSync(file, "utf8")) as Environment };
}

/** What `npm start` gives its web server and its worker. */
async function environmentOfServer(set: Environment): Promise<Environment> {
  const url = set.DATABASE_URL ?? server.url;
  const script = `import { makeProduct } from "./lib/setup/product.mjs";
    process.stdout.write(JSON.stringify(makeProduct().environment("${url}")));`;
  return { ...set, ...JSON.parse((await node(set, ["--input-type=module", "-e", script])).stdout) };
}

/** The link of a message that is written in this environment; of the same message it is the same. */
async function linkIn(environment: Environment): Promise<string> {
  vi.resetModules();
  for (const name of SETTINGS) vi.stubEnv(name, environment[name]);
  try {
    const { linksFor } = await import("@/lib/notifications/queries/recipient-links");
    return linksFor({ issuerId: 1, channel: "email", mailbox: "ann@example.test", batchId: 7, day: "2026-11-25" })
      .unsubscribe;
  } finally {
    vi.unstubAllEnvs();
  }
}

it.each([
  ["with the secret that is kept", {}],
  ["with AUTH_SECRET where it is given", { AUTH_SECRET: "given-in-the-environment-0123456789" }],
])("a command signs links as the web server does: %s", async (_, set) => {
  const link = await linkIn(await environmentOfServer(set));
  expect(await linkIn((await command(set)).environment)).toBe(link);
  if ("AUTH_SECRET" in set) expect(await linkIn({ ...set, DATABASE_URL: server.url })).toBe(link);
});

it("so it does on a database that is given, also where no secret is kept and both derive it", async () => {
  const set = { DATABASE_URL: server.url };
  expect(await linkIn((await command(set)).environment)).toBe(await linkIn(await environmentOfServer(set)));
  // A web server that was started without `npm start` has nothing but the database's address.
  const elsewhere = { ...set, DATA_DIR: path.join(place, "elsewhere") };
  expect(await linkIn((await command(elsewhere)).environment)).toBe(await linkIn(set));
});

it("links lead to where the product that runs is found, unless the shell says otherwise", async () => {
  const script = `import { noteAddress } from "./lib/setup/address.mjs";
    noteAddress("${home}", 3077);
    process.stdout.write("noted");
    setInterval(() => {}, 60_000);`;
  const product = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: ROOT,
    env: shell({}) as NodeJS.ProcessEnv,
  });
  await once(product.stdout, "data");
  expect((await command({})).said).toMatch(/^http:\/\/localhost:3077\/join#/);
  expect((await command({ PORT: "3088" })).said).toMatch(/^http:\/\/localhost:3088\/join#/);
  expect((await command({ APP_URL: "https://cards.example/" })).said).toMatch(/^https:\/\/cards\.example\/join#/);
  expect(await linkIn({ DATABASE_URL: server.url, PORT: "3088" })).toMatch(/^http:\/\/localhost:3088\/u\//);
  const ended = once(product, "exit");
  product.kill();
  await ended;
  expect((await command({})).said).toMatch(/^http:\/\/localhost:3000\/join#/);
});

it("where people were told another address when the product was started, links lead there", async () => {
  const script = `import { findAddress, noteAddress } from "./lib/setup/address.mjs";
    noteAddress("${home}", 3077);
    process.stdout.write(findAddress("${home}"));`;
  const { stdout } = await node({ APP_URL: "https://cards.example" }, ["--input-type=module", "-e", script]);
  expect(stdout).toBe("https://cards.example");
});

it("DATA_DIR is the same folder for a command as for the worker, wherever the person stands", async () => {
  const standing = path.join(place, "deep", "er");
  mkdirSync(standing, { recursive: true });
  const set = { DATA_DIR: path.relative(ROOT, home), INIT_CWD: standing };
  const { environment } = await command(set, ["notify", "send", "--issuer", "ACME"]);
  expect(environment.DATA_DIR).toBe(home);
  // It looks whether it can note there how far it came.
  const made = readdirSync(path.join(place, "deep"), { recursive: true });
  expect(made).toEqual(["er"]);
});
