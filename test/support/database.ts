import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { migrate } from "@/db/migrate";
import { appUrl } from "@/db/role";

export type TestDatabase = {
  /** As the owner, who bypasses row-level security: for arranging and for oracles. */
  url: string;
  /** As the application's role, the way the product connects. */
  appUrl: string;
  drop: () => Promise<void>;
};

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Any number of our own: test processes that start together make the template once. */
const LOCK = 7_312_027;

/** The server that `npm test` starts; while working: `node lib/setup/postgres.mjs --data DIR --throw-away`. */
function serverUrl(): string {
  const url = process.env.TEST_SERVER_URL ?? process.env.DATABASE_URL;
  if (!url) throw new Error("Database tests need DATABASE_URL: run npm test -- db, or start lib/setup/postgres.mjs");
  return url;
}

/** A database of its own with the present schema and nothing in it, in a tenth of a second: a copy of a template. */
export function createTestDatabase(): Promise<TestDatabase> {
  return withServer(async (server) => {
    // Everything under db that a migration may read: a changed migration makes another template.
    const template = `template_${hashOf("db")}`;
    const name = `test_${randomBytes(6).toString("hex")}`;
    // The lock is kept while copying: a template that someone is connected to cannot be copied.
    await server`select pg_advisory_lock(${LOCK})`;
    await ensureTemplate(server, template);
    await server`create database ${server(name)} template ${server(template)} strategy file_copy`;
    const url = urlOf(name);
    return { url, appUrl: appUrl(url), drop: () => dropDatabase(name) };
  });
}

/** With one session of the owner's, of no test database. */
export async function withServer<T>(work: (server: postgres.Sql) => Promise<T>): Promise<T> {
  const server = postgres(serverUrl(), { max: 1, onnotice: () => {} });
  try {
    return await work(server);
  } finally {
    await server.end({ timeout: 5 });
  }
}

async function ensureTemplate(server: postgres.Sql, template: string): Promise<void> {
  const [found] = await server`select datistemplate as ready from pg_database where datname = ${template}`;
  if (found?.ready) return;
  await server`drop database if exists ${server(template)}`;
  await server`create database ${server(template)}`;
  await migrate(urlOf(template));
  // Only a finished one is marked, so that an interrupted migration is begun again.
  await server`alter database ${server(template)} is_template true`;
}

async function dropDatabase(name: string): Promise<void> {
  await withServer((server) => server`drop database if exists ${server(name)} with (force)`);
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

/** Of the sources in these folders and files: what is made of others has another name. */
export function hashOf(...places: string[]): string {
  const hash = createHash("sha256");
  for (const place of places) {
    const whole = path.join(ROOT, place);
    const inside = statSync(whole).isDirectory() ? readdirSync(whole, { recursive: true, encoding: "utf8" }) : [""];
    for (const file of inside.filter((name) => /\.(sql|m?ts|mjs|json)$/.test(place + name)).sort()) {
      hash.update(path.join(place, file)).update(readFileSync(path.join(whole, file)));
    }
  }
  return hash.digest("hex").slice(0, 12);
}
