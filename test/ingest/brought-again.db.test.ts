import { describe, expect, it } from "vitest";
import { loadBatch } from "@/lib/ingest/mutations/load";
import { dismissRows, planRepaired, repairRows } from "@/lib/ingest/mutations/repair";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import type { LoadScope } from "@/lib/ingest/plan";
import { getBatch } from "@/lib/ingest/queries/batch";
import { listRefusedRows } from "@/lib/ingest/queries/refused";
import { check, load, makeIssuer, NOW, plainMapping, rows } from "./support/issuer";

const base = {
  "types.csv": "code,name,currency,fundsExpire,validityDays\nA,A,USD,no,365\n",
  "cards.csv": "id,cardType,customer,soldOn,expiresOn\nc1,A,,2024-01-10,\n",
};
const events = (...lines: string[]) => ["id,card,kind,amount,occurredAt,merchant,corrects", ...lines, ""].join("\n");
const sale = "s1,c1,sale,100,2024-01-10,,";
const bad = "r1,c1,redemption,eleven,2024-02-01,,";
const worse = "r2,c1,redemption,5,2024-02-30,,";
const open = async (scope: LoadScope, batchId?: number) =>
  (await listRefusedRows(scope, batchId === undefined ? {} : { batchId })).rows;
const fresh = async (code: string) => {
  const scope = await makeIssuer(code);
  await load(scope, base);
  return scope;
};
const WAITS = "1 row waits already, kept aside since 2026-11-20 (batch";

describe("a cumulative file that comes every night", () => {
  it("keeps its bad rows aside once, counts them each time, and says since when they wait", async () => {
    const scope = await fresh("NIGHTS");
    const first = await load(scope, { "events-1.csv": events(sale, bad) });
    const night = { "events-2.csv": events(sale, worse, bad, "r3,c1,redemption,1,2024-02-03,,") };
    const checked = await check(scope, night);
    const second = await load(scope, night);
    expect({ ...checked, batchId: second.batchId, state: "loaded" }).toEqual(second);
    expect(second.counts.card_transaction).toEqual({ read: 4, new: 1, updated: 0, repeated: 1, refused: 2 });
    expect(second.refused.map(({ line }) => line)).toEqual([3, 4]);
    expect(second.notices.map(({ text }) => text)).toEqual([`${WAITS} ${first.batchId}), and is not listed again.`]);
    const waiting = await open(scope);
    expect(waiting.map(({ file, line }) => `${file} ${line}`)).toEqual(["events-1.csv 3", "events-2.csv 3"]);
    // Both are rows of the second night, and only the one is of the first.
    expect(await open(scope, second.batchId ?? 0)).toEqual(waiting);
    expect((await getBatch(scope, second.batchId ?? 0)).openRows).toBe(2);
    expect((await getBatch(scope, first.batchId ?? 0)).openRows).toBe(1);
  });

  it("loads although two of its files have the same bad row on the same line", async () => {
    const scope = await fresh("TWOFILES");
    const files = (sold: string) => ({ "events-a.csv": events(bad, sold), "events-b.csv": events(bad) });
    await load(scope, files(sale));
    expect((await open(scope)).map(({ file, line }) => `${file} ${line}`)).toEqual([
      "events-a.csv 2",
      "events-b.csv 2",
    ]);
    const second = await load(scope, files("s2,c1,redemption,1,2024-02-02,,"));
    expect(second.counts.card_transaction).toEqual({ read: 3, new: 1, updated: 0, repeated: 0, refused: 2 });
    expect(await open(scope)).toHaveLength(2);
  });

  it("lists a row again that is read by another mapping: its repair would mean something else", async () => {
    const scope = await fresh("OTHERMAP");
    await load(scope, { "events-1.csv": events(bad) });
    await load(scope, { "events-2.csv": events(bad) }, plainMapping({ dateFormats: ["DD/MM/YYYY", "YYYY-MM-DD"] }));
    expect((await open(scope)).map(({ file }) => file)).toEqual(["events-1.csv", "events-2.csv"]);
  });

  it("brings back neither what a person has dismissed nor what was repaired and loaded", async () => {
    const scope = await fresh("SETTLED");
    await load(scope, { "events-1.csv": events(sale, bad, worse) });
    const [first, second] = await open(scope);
    await repairRows(scope, { rows: [{ id: first?.id ?? 0, values: { amount: "11" } }] });
    await loadBatch(scope, await planRepaired(scope, [first?.id ?? 0]), { now: NOW });
    await dismissRows(scope, [second?.id ?? 0]);
    const night = await load(scope, { "events-2.csv": events(sale, bad, worse, "") });
    expect(night.counts.card_transaction).toMatchObject({ new: 0, repeated: 1, refused: 2 });
    expect(night.notices.map(({ text }) => text).sort()).toEqual([
      "1 row came again as it stood before it was repaired and loaded; what is loaded stays.",
      "1 row that had been dismissed came again, and stays dismissed.",
    ]);
    expect(await open(scope)).toEqual([]);
  });

  it("goes on waiting with the next night when the first is withdrawn, and is gone with the last", async () => {
    const scope = await fresh("WITHDRAWN");
    const nights: number[] = [];
    for (const [at, more] of [[], [worse], [worse, sale]].entries()) {
      const { batchId } = await load(scope, { [`events-${at}.csv`]: events(...more, bad) });
      nights.push(batchId ?? 0);
    }
    const of = async () => (await open(scope)).map(({ file, line }) => `${file} ${line}`).sort();
    expect(await of()).toEqual(["events-0.csv 2", "events-1.csv 2"]);
    const withdraw = (at: number) => withdrawBatch(scope, nights[at] ?? 0, { now: NOW });
    await withdraw(0);
    expect(await of()).toEqual(["events-1.csv 2", "events-1.csv 3"]);
    await withdraw(1);
    expect(await of()).toEqual(["events-2.csv 2", "events-2.csv 4"]);
    await withdraw(2);
    expect(await of()).toEqual([]);
  });

  it("that has a bad row twice keeps it twice, notes both each night, and both go on waiting with the next", async () => {
    const scope = await fresh("TWICE");
    const first = await load(scope, { "events-1.csv": events(bad, bad) });
    const second = await load(scope, { "events-2.csv": events(bad, sale, bad) });
    expect(second.counts.card_transaction).toEqual({ read: 3, new: 1, updated: 0, repeated: 0, refused: 2 });
    expect(second.notices.map(({ text }) => text)).toEqual([
      `2 rows wait already, kept aside since 2026-11-20 (batch ${first.batchId}), and are not listed again.`,
    ]);
    expect((await open(scope)).map(({ file, line }) => `${file} ${line}`)).toEqual([
      "events-1.csv 2",
      "events-1.csv 3",
    ]);
    expect((await getBatch(scope, second.batchId ?? 0)).openRows).toBe(2);
    await withdrawBatch(scope, first.batchId ?? 0, { now: NOW });
    expect((await open(scope)).map(({ file, line }) => `${file} ${line}`)).toEqual([
      "events-2.csv 2",
      "events-2.csv 4",
    ]);
  });

  it("that has a bad row twice and then three times neither doubles nor loses what was repaired and loaded", async () => {
    const scope = await fresh("THRICE");
    await load(scope, { "events-1.csv": events(sale, bad, bad) });
    const [first] = await open(scope);
    await repairRows(scope, { rows: [{ id: first?.id ?? 0, values: { amount: "11" } }] });
    await loadBatch(scope, await planRepaired(scope, [first?.id ?? 0]), { now: NOW });
    const night = await load(scope, { "events-2.csv": events(sale, bad, bad, bad) });
    expect(night.counts.card_transaction).toEqual({ read: 4, new: 0, updated: 0, repeated: 1, refused: 3 });
    expect(night.notices.map(({ text }) => text.slice(0, 20))).toEqual([
      "1 row came again as ",
      "1 row waits already,",
    ]);
    const left = await open(scope);
    expect(left.map(({ file, line }) => `${file} ${line}`)).toEqual(["events-1.csv 4", "events-2.csv 5"]);
    const values = { amount: "11" };
    await repairRows(scope, { rows: left.map(({ id }) => ({ id, values })) });
    const repaired = await planRepaired(
      scope,
      left.map(({ id }) => id),
    );
    expect(await loadBatch(scope, repaired, { now: NOW })).toMatchObject({ healed: 2, refusedTotal: 0 });
    // 100 sold and 11 used, once.
    expect(await rows(scope, "select sum(amount)::text as left from silver.card_transaction")).toEqual([
      { left: "8900" },
    ]);
  });

  it("takes a row for the same that is read by the same mapping, in whatever order that was written", async () => {
    const scope = await fresh("ORDERED");
    const mapping = plainMapping();
    const turned = mapping.files.map((part) => ({
      ...part,
      columns: Object.fromEntries(Object.entries(part.columns).reverse()),
    }));
    await load(scope, { "events-1.csv": events(bad) });
    await load(scope, { "events-2.csv": events(bad, sale) }, { ...mapping, files: turned });
    expect(await open(scope)).toHaveLength(1);
  });

  it("finds its bad rows again that were kept before rows had fingerprints", async () => {
    const scope = await fresh("BEFORE");
    const first = await load(scope, { "events-1.csv": events(sale, bad, worse) });
    await rows(scope, `update bronze.refused_row set content = null where issuer_id = ${scope.issuerId}`);
    const second = await load(scope, { "events-2.csv": events(sale, worse, bad, "") });
    expect(second.notices.map(({ text }) => text)).toEqual([
      `2 rows wait already, kept aside since 2026-11-20 (batch ${first.batchId}), and are not listed again.`,
    ]);
    expect(await open(scope)).toHaveLength(2);
  });

  it("finds them, however many they are, and in whichever way their batch had read the file", async () => {
    const scope = await fresh("MANYBEFORE");
    const lines = (mark: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${mark}${i},c1,redemption,eleven,2024-02-01,,`);
    const other = plainMapping({ dateFormats: ["YYYY-MM-DD", "DD.MM.YYYY"] });
    const one = { "events-1.csv": events(...lines("a", 2_500)), "events-2.csv": events(...lines("b", 10)) };
    const [first, second] = [
      await load(scope, one),
      await load(scope, { "events-1.csv": events(...lines("c", 2_500)) }, other),
    ];
    await rows(scope, `update bronze.refused_row set content = null where issuer_id = ${scope.issuerId}`);
    const again = events(sale, ...lines("c", 2_500));
    expect((await load(scope, { "events-3.csv": again }, other)).notices.map(({ text }) => text)).toEqual([
      `2500 rows wait already, kept aside since 2026-11-20 (batch ${second.batchId}), and are not listed again.`,
    ]);
    expect(await rows(scope, "select count(*)::int as n from bronze.refused_row where content is null")).toEqual([
      { n: 0 },
    ]);
    const both = events(sale, ...lines("b", 10), ...lines("a", 2_500));
    expect((await load(scope, { "events-4.csv": both })).notices.map(({ text }) => text)).toEqual([
      `2510 rows wait already, kept aside since 2026-11-20 (batch ${first.batchId}), and are not listed again.`,
    ]);
  });

  it("is one issuer's: what waits for another is no answer to a row", async () => {
    const [scope, other] = [await fresh("MINE"), await fresh("YOURS")];
    await load(other, { "events-1.csv": events(bad) });
    const loaded = await load(scope, { "events-1.csv": events(bad) });
    expect(loaded.notices).toEqual([]);
    expect(await open(scope)).toHaveLength(1);
  });
});

describe("a row that waits for its card and comes again", () => {
  const orphan = "r9,c9,redemption,5,2024-02-01,,";

  it("is refused again, noted, and goes on waiting with the next night when the first is withdrawn", async () => {
    const scope = await fresh("ORPHAN");
    const first = await load(scope, { "events-1.csv": events(orphan) });
    const night = { "events-2.csv": events(sale, orphan, orphan) };
    const checked = await check(scope, night);
    const second = await load(scope, night);
    expect({ ...checked, batchId: second.batchId, state: "loaded" }).toEqual(second);
    expect(second.counts.card_transaction).toEqual({ read: 3, new: 1, updated: 0, repeated: 1, refused: 1 });
    expect(second.notices.map(({ text }) => text)).toEqual([`${WAITS} ${first.batchId}), and is not listed again.`]);
    expect((await open(scope)).map(({ file, line }) => `${file} ${line}`)).toEqual(["events-1.csv 2"]);
    expect((await getBatch(scope, second.batchId ?? 0)).openRows).toBe(1);
    await withdrawBatch(scope, first.batchId ?? 0, { now: NOW });
    expect((await open(scope)).map(({ file, line, retry }) => `${file} ${line} ${retry}`)).toEqual([
      "events-2.csv 3 true",
    ]);
    const cards = "id,cardType,customer,soldOn,expiresOn\nc9,A,,2024-01-10,\n";
    const third = { "cards-3.csv": cards, "events-3.csv": events("s9,c9,sale,20,2024-01-10,,", orphan) };
    const card = await load(scope, third);
    expect(card).toMatchObject({ healed: 1, refusedTotal: 0, counts: { card_transaction: { new: 2, repeated: 1 } } });
    expect(await open(scope)).toEqual([]);
  });

  it("waits on in each of two ways of reading it, until it is loaded once", async () => {
    const scope = await fresh("TWOWAYS");
    const other = plainMapping({ dateFormats: ["DD/MM/YYYY", "YYYY-MM-DD"] });
    const first = await load(scope, { "events-1.csv": events(orphan) });
    await load(scope, { "events-2.csv": events(orphan) }, other);
    const of = async () => (await open(scope)).map(({ file }) => file);
    expect(await of()).toEqual(["events-1.csv", "events-2.csv"]);
    expect(await load(scope, { "events-3.csv": events(sale) })).toMatchObject({ healed: 0 });
    expect(await of()).toEqual(["events-1.csv", "events-2.csv"]);
    await withdrawBatch(scope, first.batchId ?? 0, { now: NOW });
    expect(await of()).toEqual(["events-2.csv"]);
    await load(scope, { "events-4.csv": events(orphan) });
    const cards = "id,cardType,customer,soldOn,expiresOn\nc9,A,,2024-01-10,\n";
    const files = { "cards-5.csv": cards, "events-5.csv": events("s9,c9,sale,20,2024-01-10,,") };
    expect(await load(scope, files)).toMatchObject({ healed: 2, counts: { card_transaction: { new: 2 } } });
    expect(await of()).toEqual([]);
  });
});
