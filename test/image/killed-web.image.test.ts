import { once } from "node:events";
import http from "node:http";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import { verifyRollups } from "@/lib/rollups/verify";
import { plainMapping, rows } from "../ingest/support/issuer";
import { tracesOfLoad } from "../ingest/support/traces";
import { holdTable } from "../support/held-table";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";
import { type Image, openImage, type Part } from "./support/image";

/** Each card is sold at 50.00 and used 99 times for 0.25, so 25.25 is left on it. */
const CARDS = 1_000;
const USES = 99;
const LEFT = 1_000 * 25_25;
const MEBIBYTE = 1024 * 1024;

const csv = (header: string, lines: readonly string[]) => Buffer.from([header, ...lines, ""].join("\n"));
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const small = {
  "merchants.csv": csv("code,name", ["M1,One"]),
  "types.csv": csv("code,name,currency,fundsExpire,validityDays", ["A,A,USD,no,365"]),
  "cards.csv": csv(
    "id,cardType,customer,soldOn,expiresOn",
    numbers(CARDS).map((i) => `C${i},A,,2024-01-05,`),
  ),
};
const events = csv("id,card,kind,amount,occurredAt,merchant,corrects", [
  ...numbers(CARDS).map((i) => `S${i},C${i},sale,50,2024-01-05,M1,`),
  ...numbers(CARDS * USES).map((i) => `R${i},C${i % CARDS},redemption,0.25,2024-02-1${i % 10},M1,`),
]);

let image: Image;
let web: Part;
let scope: Scope;
let headers: Record<string, string>;
let owner: postgres.Sql;

beforeAll(async () => {
  image = await openImage();
  owner = postgres(process.env.DATABASE_URL ?? "", { max: 2, onnotice: () => {} });
  scope = await createIssuer();
  const scopes = ["import.read", "import.run", "job.read"] as const;
  const { key } = await createKey(scope, { name: "test", scopes: [...scopes], days: 1 }, new Date());
  headers = { authorization: `Bearer ${key}` };
  web = await image.startWeb();
  await image.startWorker();
});
afterAll(async () => {
  await image?.close();
  await owner?.end({ timeout: 5 });
});

async function upload(name: string, bytes: Buffer): Promise<number> {
  const url = `${image.origin}/api/v1/imports/files?name=${name}`;
  const answer = await fetch(url, { method: "POST", headers, body: new Uint8Array(bytes) });
  const body = await answer.json();
  expect(answer.status, JSON.stringify(body)).toBe(201);
  return body.id;
}

const ask = async (path: string) => (await fetch(`${image.origin}/api/v1${path}`, { headers })).json();
const startImport = (files: readonly number[]) =>
  fetch(`${image.origin}/api/v1/imports`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ files, mapping: plainMapping(), dryRun: false }),
  });

const unfinished = () => owner<{ id: number; chunks: number }[]>`
  select f.id, (select count(*)::int from bronze.file_chunk c where c.issuer_id = f.issuer_id and c.file_id = f.id) as chunks
  from bronze.file f where f.issuer_id = ${scope.issuerId} and f.sha256 is null`;

describe("the web server killed with -9", () => {
  let leftOver = 0;
  const ids: number[] = [];

  it("in the middle of an upload leaves no batch, and nothing that an import would take for a file", async () => {
    expect(events.length).toBeGreaterThan(4 * MEBIBYTE);
    const before = await tracesOfLoad(owner, scope.issuerId);
    const request = http.request(`${image.origin}/api/v1/imports/files?name=events.csv`, {
      method: "POST",
      headers: { ...headers, "content-length": events.length },
    });
    const broken = once(request, "error");
    request.on("response", () => request.destroy(new Error("the upload was answered")));
    request.write(events.subarray(0, 3 * MEBIBYTE));
    await until("its beginning lies in the database", async () => ((await unfinished())[0]?.chunks ?? 0) >= 2);
    await web.kill();
    const [error] = await broken;
    expect(error).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) });

    web = await image.startWeb();
    leftOver = (await unfinished())[0]?.id ?? 0;
    expect(leftOver).toBeGreaterThan(0);
    expect(await ask("/imports")).toMatchObject({ items: [] });
    expect(await tracesOfLoad(owner, scope.issuerId)).toEqual(before);
    expect((await startImport([leftOver])).status).toBe(404);
  });

  it("the same file sent again loads whole, also when the server is killed while a worker loads it", async () => {
    for (const [name, bytes] of Object.entries(small)) ids.push(await upload(name, bytes));
    ids.push(await upload("events.csv", events));
    expect(ids).not.toContain(leftOver);
    const held = await holdTable(process.env.DATABASE_URL ?? "", "gold.type_cohort");
    const { runId } = await (await startImport(ids)).json();
    await held.awaited(1);
    await web.kill();
    await held.letGo();
    web = await image.startWeb();
    const run = await until(
      "the run has ended",
      async () => {
        const now = await ask(`/runs/${runId}`);
        return now.state !== "queued" && now.state !== "running" && now;
      },
      60,
    );
    expect(run).toMatchObject({ state: "done", attempts: 1, error: null });
    expect((await ask("/imports")).items).toHaveLength(1);
    expect(
      await rows(scope, "select count(*)::int as n, sum(amount)::text as left from silver.card_transaction"),
    ).toEqual([{ n: CARDS * (1 + USES), left: String(LEFT) }]);
    const { differences } = await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" });
    expect(differences).toEqual([]);
  }, 120_000);

  it("what it left of the upload is swept up by the first upload after a day", async () => {
    expect(await unfinished()).toMatchObject([{ id: leftOver }]);
    await owner`update bronze.file set uploaded_at = uploaded_at - interval '25 hours' where id = ${leftOver}`;
    expect(await upload("events.csv", events)).toBe(ids.at(-1));
    expect(await unfinished()).toEqual([]);
    const [chunks] = await owner`select count(*)::int as n from bronze.file_chunk where file_id = ${leftOver}`;
    expect(chunks?.n).toBe(0);
  });
});
