import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import type { LoadScope } from "@/lib/ingest/plan";
import { verifyRollups } from "@/lib/rollups/verify";
import { holdTable } from "../support/held-table";
import { until } from "../support/until";
import { finish, startImportProcess } from "./support/import-process";
import { makeIssuer, plainMapping, rows } from "./support/issuer";

/** `npm test` kills a few times; a night kills as often as one likes. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
/** The answer is lost at the same point each time: once shows as much as three times. */
const LOST_ROUNDS = Number(process.env.KILL_ROUNDS ?? 1);
const CARDS = Number(process.env.KILL_CARDS ?? 1_000);
const EVENTS = CARDS * 5;
/** A bound for what hangs: three loads of these rows, each time. */
const PATIENCE = 600_000 + (ROUNDS + LOST_ROUNDS) * (20_000 + EVENTS);
const folder = mkdtempSync(path.join(tmpdir(), "breakwater-kill-"));

function writeFiles(code: string): string {
  const put = (name: string, header: string, count: number, line: (i: number) => string) =>
    writeFileSync(
      path.join(folder, name),
      `${header}\n${Array.from({ length: count }, (_, i) => line(i)).join("\n")}\n`,
    );
  put("merchants.csv", "code,name", 5, (i) => `M${i},Merchant ${i}`);
  put("types.csv", "code,name,currency,fundsExpire,validityDays", 3, (i) => `T${i},Type ${i},USD,no,365`);
  put("cards.csv", "id,cardType,customer,soldOn,expiresOn", CARDS, (i) => `C${i},T${i % 3},,2024-01-0${1 + (i % 9)},`);
  put("events.csv", "id,card,kind,amount,occurredAt,merchant,corrects", EVENTS, (i) =>
    i < CARDS
      ? `X${i},C${i},sale,50,2024-01-0${1 + (i % 9)},M${i % 5},`
      : `X${i},C${i % CARDS},redemption,1.25,2024-0${2 + (i % 7)}-11,M${i % 5},`,
  );
  const mapping = path.join(folder, `${code}.json`);
  writeFileSync(mapping, JSON.stringify(plainMapping()));
  return mapping;
}

const started: ChildProcess[] = [];
function startImport(code: string, mapping: string, url?: string): ChildProcess {
  const child = startImportProcess(folder, { code, mapping, url });
  started.push(child);
  return child;
}

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
/** Whether the issuer's load is in its transaction: from its first statement to its end it keeps others out. */
const isLoading = async ({ issuerId }: LoadScope): Promise<boolean> =>
  (
    await owner`select from pg_locks l join pg_database d on d.oid = l.database
      where l.locktype = 'advisory' and l.granted and l.classid = ${IMPORT_LOCK} and l.objid = ${issuerId}
        and d.datname = current_database()`
  ).length > 0;
const loadBegins = (scope: LoadScope) => until("the load has begun", () => isLoading(scope), 60 + EVENTS / 5_000);

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function expectWhole(scope: LoadScope): Promise<void> {
  expect(
    await rows(scope, "select count(*)::int as n, count(distinct source_id)::int as ids from silver.card_transaction"),
  ).toEqual([{ n: EVENTS, ids: EVENTS }]);
  expect(await rows(scope, "select count(*)::int as n from app.import_batch")).toEqual([{ n: 1 }]);
  const { differences } = await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" });
  expect(differences).toEqual([]);
}

afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await owner.end();
  rmSync(folder, { recursive: true, force: true });
});

describe("an import that dies", { timeout: PATIENCE }, () => {
  let mapping: string;
  let milliseconds = 0;
  beforeAll(async () => {
    mapping = writeFiles("kill");
    const scope = await makeIssuer("KILL0");
    const ended = finish(startImport("KILL0", mapping));
    await loadBegins(scope);
    const begun = performance.now();
    expect((await ended).code).toBe(0);
    milliseconds = performance.now() - begun;
    await expectWhole(scope);
  }, PATIENCE);

  it(`killed with -9 at any moment, ${ROUNDS} times, and run again: every row once, rollups equal`, async () => {
    const underWay: boolean[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const code = `KILL${round}`;
      const scope = await makeIssuer(code);
      const child = startImport(code, mapping);
      const ended = finish(child);
      await loadBegins(scope);
      await pause((milliseconds * (round - 1)) / ROUNDS);
      underWay.push(await isLoading(scope));
      child.kill("SIGKILL");
      await ended;
      const again = await finish(startImport(code, mapping));
      expect(again.err).not.toMatch(/at .*\.ts:\d+/);
      expect(again.code).toBe(0);
      await expectWhole(scope);
    }
    // The first at its very beginning, which proves nothing of the others; of these one may meet a load that was quicker
    // than the one it was measured by.
    expect(underWay.filter((was) => was).length).toBeGreaterThanOrEqual(ROUNDS / 2);
  });

  it("killed with -9 while it waits is given up by the server, so that nobody waits for it in turn", async () => {
    const scope = await makeIssuer("GIVENUP");
    const held = await holdTable(process.env.DATABASE_URL ?? "", "silver.card");
    const child = startImport("GIVENUP", mapping);
    const ended = finish(child);
    await held.awaited(1);
    child.kill("SIGKILL");
    await ended;
    await until("the server has given it up", async () => (await held.waiting()) === 0);
    expect(await isLoading(scope)).toBe(false);
    await held.letGo();
    expect((await finish(startImport("GIVENUP", mapping))).code).toBe(0);
    await expectWhole(scope);
  });

  it(`whose answer to COMMIT is lost, ${LOST_ROUNDS} times, and run again: the same batch, the same answer`, async () => {
    for (let round = 1; round <= LOST_ROUNDS; round++) {
      const code = `LOST${round}`;
      const scope = await makeIssuer(code);
      const proxy = await dropCommitReplies(process.env.DATABASE_URL ?? "");
      const first = await finish(startImport(code, mapping, proxy.url));
      expect(first.code).not.toBe(0);
      proxy.close();
      const second = await finish(startImport(code, mapping));
      const third = await finish(startImport(code, mapping));
      expect(JSON.parse(second.out)).toEqual(JSON.parse(third.out));
      expect(JSON.parse(second.out)).toMatchObject({ state: "unchanged" });
      await expectWhole(scope);
    }
  });

  it("with its connection cut in the middle leaves nothing, says so in a sentence, and works the next time", async () => {
    const scope = await makeIssuer("CUT");
    const ended = finish(startImport("CUT", mapping));
    for (let tries = 0; tries < 2_000; tries++) {
      const cut = await owner`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
          and (query ilike 'insert into silver.card_transaction%' or query ilike '%stage_card_transaction%')`;
      if (cut.length > 0) break;
      await pause(5);
    }
    const { code, err } = await ended;
    expect(code).not.toBe(0);
    expect(err).not.toMatch(/at .*\.ts:\d+/);
    expect(await rows(scope, "select count(*)::int as n from silver.card_transaction")).toEqual([{ n: 0 }]);
    expect(await rows(scope, "select count(*)::int as n from app.import_batch")).toEqual([{ n: 0 }]);
    expect((await finish(startImport("CUT", mapping))).code).toBe(0);
    await expectWhole(scope);
  });
});

/**
 * A wire to the database that breaks exactly when the load has been committed: the server's answer to the COMMIT that
 * follows the facts never arrives.
 */
async function dropCommitReplies(url: string): Promise<{ url: string; close: () => void }> {
  const target = new URL(url);
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    let loading = false;
    client.on("data", (part) => {
      if (part.includes("insert into silver.card_transaction")) loading = true;
      upstream.write(part);
    });
    upstream.on("data", (part) => {
      if (loading && part.includes("COMMIT\0")) client.destroy();
      else client.write(part);
    });
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on("close", end).on("error", end);
    upstream.on("close", end).on("error", end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port");
  const through = new URL(url);
  through.port = String(address.port);
  return { url: through.href, close: () => server.close() };
}
