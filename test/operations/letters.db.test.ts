/** Names are in any script: what the database must know of letters, and what happened to those that were there already. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { migrate } from "@/db/migrate";
import journal from "@/db/migrations/meta/_journal.json";

const admin = postgres(process.env.TEST_SERVER_URL ?? "", { max: 1, onnotice: () => {} });
const made: string[] = [];

async function createDatabase(kind: string): Promise<string> {
  const name = `letters_${randomBytes(6).toString("hex")}`;
  await admin.unsafe(`create database ${name} template template0 ${kind}`);
  made.push(name);
  const address = new URL(process.env.TEST_SERVER_URL ?? "");
  address.pathname = `/${name}`;
  return address.href;
}

afterAll(async () => {
  for (const name of made) await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
});

it("a database that has no room for other scripts is refused in a sentence, before anything is made in it", async () => {
  const url = await createDatabase("encoding 'LATIN1' locale_provider libc locale 'C'");
  await expect(migrate(url)).rejects.toThrow("Breakwater needs a database in UTF8, and this one is in LATIN1");
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  expect(await sql`select from pg_namespace where nspname in ('app', 'silver')`).toHaveLength(0);
  await sql.end();
});

it("one that folds no Cyrillic is taken, and whoever starts it is told what a search then misses; of another nothing is said", async () => {
  expect(await migrate(await createDatabase("encoding 'UTF8' locale_provider libc locale 'C'"))).toEqual([
    expect.stringContaining("Cyrillic names only where they were loaded in small letters"),
  ]);
  expect(await migrate(await createDatabase("encoding 'UTF8'"))).toEqual([]);
});

it("names that were loaded in two parts before are composed for the search, of every issuer, and nothing else is touched", async () => {
  const url = await createDatabase("encoding 'UTF8'");
  await migrate(
    url,
    journal.entries.findIndex(({ tag }) => tag === "0029_composed_names"),
  );
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  for (const code of ["ONE", "TWO"]) {
    const [issuer] = await owner<{ id: number }[]>`
      insert into app.issuer (code, name, currency, time_zone) values (${code}, ${code}, 'USD', 'UTC') returning id`;
    const [batch] = await owner<{ id: number }[]>`
      insert into app.import_batch (issuer_id, source, content_key, state, label, files, counts, recorded_at)
      values (${issuer?.id ?? 0}, 'import', ${code}, 'loaded', 'old', '[]', '{}', now()) returning id`;
    for (const [id, search] of [
      ["a", "jose\u0301 a"],
      ["b", "josé b"],
      ["c", "カ\u3099 c"],
    ] as const)
      await owner`insert into silver.customer (issuer_id, source_id, name, search, batch_id)
        values (${issuer?.id ?? 0}, ${id}, ${search}, ${search}, ${batch?.id ?? 0})`;
  }
  await migrate(url);
  const rows = await owner<{ name: string; search: string }[]>`
    select name, search from silver.customer order by issuer_id, source_id`;
  const issuer = [
    { name: "jose\u0301 a", search: "josé a" },
    { name: "josé b", search: "josé b" },
    { name: "カ\u3099 c", search: "ガ c" },
  ];
  expect([...rows]).toEqual([...issuer, ...issuer]);
  await owner.end();
});
