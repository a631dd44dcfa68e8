import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate } from "@/db/migrate";
import { appUrl } from "@/db/role";

/** The schema before fingerprints of rows kept aside were to be taken anew: up to 0026. */
const STEPS_BEFORE = 27;

const server = process.env.TEST_SERVER_URL ?? "";
const name = `owned_${randomBytes(6).toString("hex")}`;
const admin = postgres(server, { max: 1, onnotice: () => {} });
const addressOf = (role?: string) => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (role) url.username = role;
  return url.href;
};
/** Above the policies, unlike the owner of the database. */
let root: postgres.Sql;

beforeAll(async () => {
  const password = decodeURIComponent(new URL(server).password);
  await admin.unsafe(`create role ${name} login password '${password}' nosuperuser nobypassrls`);
  await admin.unsafe(`create database ${name} owner ${name}`);
  root = postgres(addressOf(), { max: 1, onnotice: () => {} });
  // The application's role is there already: this owner may not make one.
  process.env.APP_DATABASE_URL = appUrl(addressOf());
});
afterAll(async () => {
  await root?.end({ timeout: 5 });
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.unsafe(`drop role if exists ${name}`);
  await admin.end();
});

it("a step reaches the rows of every issuer also where the owner of the database is held to the policies like anybody", async () => {
  await migrate(addressOf(name), STEPS_BEFORE);
  for (const code of ["ONE", "TWO"]) {
    await root`
      with tenant as (
        insert into app.issuer (code, name, currency, time_zone) values (${code}, ${code}, 'USD', 'UTC') returning id
      ), batch as (
        insert into app.import_batch (issuer_id, source, content_key, state, label, files, counts, recorded_at)
        select id, 'import', ${code}, 'loaded', 'old', '[]', '{}', now() from tenant returning id, issuer_id
      )
      insert into bronze.refused_row (issuer_id, batch_id, file_name, line, entity, cells, "values", problems, content)
      select issuer_id, id, 'cards.csv', 2, 'card', '{x}', '{}', '[]', 'of before' from batch`;
  }
  await migrate(addressOf(name));
  expect([...(await root`select content, count(*)::int as n from bronze.refused_row group by content`)]).toEqual([
    { content: null, n: 2 },
  ]);
});
