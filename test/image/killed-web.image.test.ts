import { once } from "node:events";
import http from "node:http";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { createKey } from "@/lib/identity/mutations/keys";
import { verifyRollups } from "@/lib/rollups/verify";
import { plainMapping, rows } from "../ingest/support/issuer";
import { tracesOfLoad } from "../ingest/support/traces";
import { holdTable } from "../support/held-table";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";
import { type Image, openImage, type Part } from "./support/image";

/** `npm test` kills it twice; KILL_ROUNDS=20, KILL_CARDS=10000 for a night, with a million rows each. */
const ROUNDS = Array.from({ length: Number(process.env.KILL_ROUNDS ?? 1) }, (_, index) => index);
/** Each card is sold at 50.00 and used 99 times for 0.25, so 25.25 is left on it. */
const CARDS = Number(process.env.KILL_CARDS ?? 1_000);
const USES = 99;
const LEFT = CARDS * 25_25;
/** Seconds that the load may take. */
const PATIENCE = 60 + (CARDS * USES) / 2_500;
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
let owner: postgres.Sql;

beforeAll(async () => {
  image = await openImage();
  owner = postgres(process.env.DATABASE_URL ?? "", { max: 2, onnotice: () => {} });
  web = await image.startWeb();
  await image.startWorker();
});
afterAll(async () => {
  await image?.close();
  await owner?.end({ timeout: 5 });
});

/** An issuer of its own, and what its key may ask of the web server. */
async function openIssuer(code: string) {
  const scope = await createIssuer(code);
  const scopes = ["import.read", "import.run", "job.read"] as const;
  const { key } = await createKey(scope, { name: "test", scopes: [...scopes], days: 1 }, new Date());
  const headers = { authorization: `Bearer ${key}` };
  const api = `${image.origin}/api/v1`;
  return {
    scope,
    headers,
    ask: async (path: string) => (await fetch(`${api}${path}`, { headers })).json(),
    upload: async (name: string, bytes: Buffer): Promise<number> => {
      const body = new Uint8Array(bytes);
      const answer = await fetch(`${api}/imports/files?name=${name}`, { method: "POST", headers, body });
      const said = await answer.json();
      expect(answer.status, JSON.stringify(said)).toBe(201);
      return said.id;
    },
    startImport: (files: readonly number[]) =>
      fetch(`${api}/imports`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ files, mapping: plainMapping(), dryRun: false }),
      }),
    unfinished: () => owner<{ id: number; chunks: number }[]>`
      select f.id, (select count(*)::int from bronze.file_chunk c where c.issuer_id = f.issuer_id and c.file_id = f.id) as chunks
      from bronze.file f where f.issuer_id = ${scope.issuerId} and f.sha256 is null`,
  };
}

describe.each(ROUNDS)("the web server killed with -9 (round %i)", (round) => {
  let issuer: Awaited<ReturnType<typeof openIssuer>>;
  let leftOver = 0;
  const ids: number[] = [];
  beforeAll(async () => {
    issuer = await openIssuer(`WEB${round}`);
  });

  it("in the middle of an upload leaves no batch, and nothing that an import would take for a file", async () => {
    // Another place each time, behind the two mebibytes of its first parts.
    const sent = Math.floor(3 * MEBIBYTE + ((events.length - 4 * MEBIBYTE) * round) / ROUNDS.length);
    expect(events.length).toBeGreaterThan(4 * MEBIBYTE);
    const before = await tracesOfLoad(owner, issuer.scope.issuerId);
    const request = http.request(`${image.origin}/api/v1/imports/files?name=events.csv`, {
      method: "POST",
      headers: { ...issuer.headers, "content-length": events.length },
    });
    const broken = once(request, "error");
    request.on("response", () => request.destroy(new Error("the upload was answered")));
    request.write(events.subarray(0, sent));
    const arrived = Math.floor(sent / MEBIBYTE) - 1;
    await until(
      "what was sent lies in the database",
      async () => ((await issuer.unfinished())[0]?.chunks ?? 0) >= arrived,
    );
    await web.kill();
    const [error] = await broken;
    expect(error).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) });

    web = await image.startWeb();
    leftOver = (await issuer.unfinished())[0]?.id ?? 0;
    expect(leftOver).toBeGreaterThan(0);
    expect(await issuer.ask("/imports")).toMatchObject({ items: [] });
    expect(await tracesOfLoad(owner, issuer.scope.issuerId)).toEqual(before);
    expect((await issuer.startImport([leftOver])).status).toBe(404);
  });

  it(
    "the same file sent again loads whole, also when the server is killed while a worker loads it",
    async () => {
      for (const [name, bytes] of Object.entries(small)) ids.push(await issuer.upload(name, bytes));
      ids.push(await issuer.upload("events.csv", events));
      expect(ids).not.toContain(leftOver);
      const held = await holdTable(process.env.DATABASE_URL ?? "", "gold.type_cohort");
      const { runId } = await (await issuer.startImport(ids)).json();
      await held.awaited(1, PATIENCE);
      await web.kill();
      await held.letGo();
      web = await image.startWeb();
      const hasEnded = async () => {
        const run = await issuer.ask(`/runs/${runId}`);
        return run.state !== "queued" && run.state !== "running" && run;
      };
      const run = await until("the run has ended", hasEnded, PATIENCE);
      expect(run).toMatchObject({ state: "done", attempts: 1, error: null });
      expect((await issuer.ask("/imports")).items).toHaveLength(1);
      expect(
        await rows(issuer.scope, "select count(*)::int as n, sum(amount)::text as left from silver.card_transaction"),
      ).toEqual([{ n: CARDS * (1 + USES), left: String(LEFT) }]);
      const { differences } = await withScope(issuer.scope, (tx) => verifyRollups(tx), {
        isolation: "repeatable read",
      });
      expect(differences).toEqual([]);
    },
    PATIENCE * 3_000,
  );

  it("what it left of the upload is swept up by the first upload after a day", async () => {
    expect(await issuer.unfinished()).toMatchObject([{ id: leftOver }]);
    await owner`update bronze.file set uploaded_at = uploaded_at - interval '25 hours' where id = ${leftOver}`;
    expect(await issuer.upload("events.csv", events)).toBe(ids.at(-1));
    expect(await issuer.unfinished()).toEqual([]);
    const [chunks] = await owner`select count(*)::int as n from bronze.file_chunk where file_id = ${leftOver}`;
    expect(chunks?.n).toBe(0);
  });
});
