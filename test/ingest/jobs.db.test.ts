import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appUrl } from "@/db/role";
import { findExport } from "@/lib/export/registry";
import type { Scope } from "@/lib/identity/scope";
import { storeFile } from "@/lib/ingest/mutations/file";
import { repairRows } from "@/lib/ingest/mutations/repair";
import { startImport, startReload, startWithdrawal } from "@/lib/ingest/mutations/start";
import { listBatches } from "@/lib/ingest/queries/batch";
import { listCheckedRows } from "@/lib/ingest/queries/checked";
import { listRefusedRows } from "@/lib/ingest/queries/refused";
import { cancelJob } from "@/lib/jobs/mutations";
import { getJob } from "@/lib/jobs/queries";
import { registry } from "@/lib/jobs/registry";
import { startWorker, type Worker } from "@/lib/jobs/worker/start";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";
import { plainMapping, rows } from "./support/issuer";

let scope: Scope;
let worker: Worker;
beforeAll(async () => {
  scope = await createIssuer();
  worker = await startWorker({ registry, concurrency: 2, connectionString: appUrl(process.env.DATABASE_URL ?? "") });
});
afterAll(() => worker?.stop());

const store = async (name: string, text: string) =>
  (await storeFile(scope, name, Readable.from([Buffer.from(text)]))).id;
const ended = (id: number) =>
  until(
    "the run has ended",
    async () => {
      const run = await getJob(scope, id);
      return run.state !== "queued" && run.state !== "running" && run;
    },
    60,
  );

describe("imports in the background", () => {
  it("check, load, repair and withdraw, each with its steps", async () => {
    const files = await Promise.all([
      store("types.csv", "code,name,currency,fundsExpire,validityDays\nT,Type,USD,no,365\n"),
      store("cards.csv", "id,cardType,customer,soldOn,expiresOn\nC1,T,,2024-01-01,\n"),
      store(
        "events.csv",
        "id,card,kind,amount,occurredAt,merchant,corrects\nX1,C1,sale,10,2024-01-01,,\nX2,C1,redemption,eleven,2024-01-02,,\n",
      ),
    ]);
    const mapping = plainMapping();
    const checked = await ended((await startImport(scope, { fileIds: files, mapping, dryRun: true })).runId);
    expect(checked).toMatchObject({ state: "done", progress: 1 });
    expect(checked.result).toMatchObject({ state: "checked", refusedTotal: 1 });
    expect(await listBatches(scope)).toEqual([]);

    const loaded = await ended((await startImport(scope, { fileIds: files, mapping, dryRun: false })).runId);
    expect(loaded).toMatchObject({ state: "done", progress: 1, error: null });
    expect(loaded.steps.map((step) => [step.name, step.state])).toEqual([
      ["reading", "done"],
      ["checking", "done"],
      ["loading", "done"],
      ["summarising", "done"],
    ]);
    const [batch] = await listBatches(scope);
    expect(batch).toMatchObject({ jobRunId: loaded.id, counts: { card_transaction: { read: 2, new: 1, refused: 1 } } });

    const { rows: aside } = await listRefusedRows(scope);
    const ids = aside.map((row) => row.id);
    await repairRows(scope, { rows: ids.map((id) => ({ id, values: { amount: "1.10" } })) });
    expect(await ended((await startReload(scope, ids)).runId)).toMatchObject({ state: "done", result: { healed: 1 } });
    expect(await rows(scope, "select sum(amount)::text as left from silver.card_transaction")).toEqual([
      { left: "890" },
    ]);

    const refused = await ended((await startWithdrawal(scope, batch?.id ?? 0)).runId);
    expect(refused.state).toBe("failed");
    expect(refused.error).toMatch(/Withdraw it first/);
    const [repaired] = await listBatches(scope);
    expect(await ended((await startWithdrawal(scope, repaired?.id ?? 0)).runId)).toMatchObject({ state: "done" });
    expect(await ended((await startWithdrawal(scope, batch?.id ?? 0)).runId)).toMatchObject({ state: "done" });
    expect(await rows(scope, "select count(*)::int as n from silver.card_transaction")).toEqual([{ n: 0 }]);
  }, 240_000);

  it("a check of 20,003 bad rows has 20,000 in its result, and all of them, once and in order, in the file", async () => {
    const bad = Array.from({ length: 20_003 }, (_, at) => `Y${at},C1,redemption,eleven,2024-01-02,,`);
    const text = ["id,card,kind,amount,occurredAt,merchant,corrects", ...bad, ""].join("\n");
    const fileIds = [await store("many-events.csv", text)];
    const mapping = plainMapping({ match: "many-events.csv" });
    const { runId } = await startImport(scope, {
      fileIds,
      mapping: { ...mapping, files: mapping.files.filter(({ entity }) => entity === "card_transaction") },
      dryRun: true,
    });
    const checked = await ended(runId);
    expect(checked.result).toMatchObject({ state: "checked", refusedTotal: 20_003 });
    expect((await listCheckedRows(scope, { runId, offset: 0, limit: 1 })).total).toBe(20_000);
    const prepared = await findExport("checked-rows")?.prepare(scope, { run: String(runId) });
    expect(prepared?.count).toBe(20_003);
    let csv = "";
    for await (const piece of prepared?.csv() ?? []) csv += piece;
    const numbers = [...csv.matchAll(/^"many-events\.csv",(\d+),/gm)].map(([, line]) => Number(line));
    expect(numbers).toEqual(Array.from({ length: 20_003 }, (_, at) => at + 2));
    const stranger = await createIssuer();
    expect((await findExport("checked-rows")?.prepare(stranger, { run: String(runId) }))?.count).toBe(0);
  }, 120_000);

  it("cancelled in the middle leave nothing", async () => {
    const lines = Array.from({ length: 200_000 }, (_, i) => `M${i},Merchant ${i}`).join("\n");
    const file = await store("merchants.csv", `code,name\n${lines}\n`);
    const { runId } = await startImport(scope, { fileIds: [file], mapping: plainMapping(), dryRun: false });
    await until("the run is in hand", async () => (await getJob(scope, runId)).state === "running");
    await cancelJob(scope, runId);
    expect((await ended(runId)).state).toBe("cancelled");
    expect(await rows(scope, "select count(*)::int as n from silver.merchant")).toEqual([{ n: 0 }]);
  }, 120_000);
});
