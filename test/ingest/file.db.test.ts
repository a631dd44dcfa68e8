import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { mappingSchema } from "@/lib/ingest/mapping/schema";
import { removeFile, storeFile } from "@/lib/ingest/mutations/file";
import { dryRun, loadBatch } from "@/lib/ingest/mutations/load";
import { planStored } from "@/lib/ingest/mutations/plan";
import type { LoadScope } from "@/lib/ingest/plan";
import { getFiles, storedSource } from "@/lib/ingest/queries/file";
import { UnreadableFile } from "@/lib/ingest/reader/source";
import { check, load, makeIssuer, NOW, plainMapping, rows } from "./support/issuer";

const bytes = (text: string | Buffer, size = 1_000) => Readable.from(split(Buffer.from(text), size));
function* split(all: Buffer, size: number) {
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

let scope: LoadScope;
beforeAll(async () => {
  scope = await makeIssuer("FILES");
});

describe("files on their way in", () => {
  it("lie whole in the database, larger than one piece, and read back byte by byte", async () => {
    const text = Buffer.from(`code,name\n${"M1,Лев さくら\n".repeat(120_000)}`);
    const stored = await storeFile(scope, "merchants.csv", bytes(text, 65_536));
    expect(stored.size).toBe(text.length);
    const parts: Uint8Array[] = [];
    for await (const part of storedSource(scope, stored).open()) parts.push(part);
    expect(parts.length).toBeGreaterThan(1);
    expect(Buffer.concat(parts).equals(text)).toBe(true);
    expect((await storeFile(scope, "merchants.csv", bytes(text))).id).toBe(stored.id);
  });

  it("cut in the middle leave nothing that could be used", async () => {
    const before = await rows(scope, "select count(*)::int as n from bronze.file_chunk");
    async function* cut() {
      yield Buffer.alloc(1_500_000, "a");
      throw new Error("The connection was closed");
    }
    await expect(storeFile(scope, "cut.csv", cut())).rejects.toThrow("The connection was closed");
    expect(await rows(scope, "select count(*)::int as n from bronze.file where name = 'cut.csv'")).toEqual([{ n: 0 }]);
    expect(await rows(scope, "select count(*)::int as n from bronze.file_chunk")).toEqual(before);
  });

  it("are refused when too large, empty, or named like a path, and then are not there", async () => {
    await expect(storeFile(scope, "big.csv", bytes("x".repeat(3_000)), 2_048)).rejects.toThrow(/larger than 2 kB/);
    await expect(storeFile(scope, "empty.csv", bytes(""))).rejects.toThrow(/empty/);
    await expect(storeFile(scope, "../x.csv", bytes("a,b"))).rejects.toThrow(UnreadableFile);
    expect(await rows(scope, "select count(*)::int as n from bronze.file where name <> 'merchants.csv'")).toEqual([
      { n: 0 },
    ]);
  });

  it("belong to their issuer", async () => {
    const stored = await storeFile(scope, "merchants-2.csv", bytes("code,name\nM2,Two\n"));
    const stranger = await makeIssuer("NOBODY");
    await expect(getFiles(stranger, [stored.id])).rejects.toThrow("does not exist");
    await expect(removeFile(stranger, stored.id)).rejects.toThrow("does not exist");
    const parts: Uint8Array[] = [];
    for await (const part of storedSource(stranger, stored).open()) parts.push(part);
    expect(parts).toEqual([]);
  });

  it("load from where they lie, unpacked as they are read", async () => {
    const stored = await storeFile(scope, "merchants-3.csv.gz", bytes(gzipSync("code,name\nM3,Three\n")));
    const outcome = await loadBatch(scope, await planStored(scope, [stored.id], plainMapping()), { now: NOW });
    expect(outcome.counts.merchant).toEqual({ read: 1, new: 1, updated: 0, repeated: 0, refused: 0 });
  });
});

describe("a whole file that is wrong", () => {
  const wrong: [string, string | Buffer, RegExp][] = [
    ["a missing column", "code,title\nM9,x\n", /has no column "name". It has "code", "title"/],
    [
      "another delimiter than the mapping's",
      "code;name\nM9;x\n",
      /parted by "," in the mapping, but by ";" in the file\. .*no column "code"/,
    ],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /PNG picture/],
    ["an unclosed quote", 'code,name\nM8,"x\n', /quote opened on line 2 is never closed/],
    [
      "another encoding than it says",
      Buffer.from("code,name\nM7,\xff\xfe\xfd\n", "latin1"),
      /At about line 2 the file is not UTF-8\. Choose another encoding/,
    ],
  ];

  it.each(wrong)("%s is one clear sentence, and nothing is written", async (what, content, sentence) => {
    const stored = await storeFile(scope, `merchants-${what.replaceAll(/[^a-z]/g, "")}.csv`, bytes(content));
    const batches = await rows(scope, "select count(*)::int as n from app.import_batch");
    const mapping = plainMapping(
      what.includes("encoding") ? { encoding: "utf-8" } : what.includes("delimiter") ? { delimiter: "," } : {},
    );
    const plan = await planStored(scope, [stored.id], mapping);
    for (const run of [dryRun, loadBatch]) {
      const error = await run(scope, plan, { now: NOW }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnreadableFile);
      expect((error as Error).message).toMatch(sentence);
      expect((error as Error).message).toMatch(/^merchants-.*: .*\S\.$/s);
    }
    expect(await rows(scope, "select count(*)::int as n from app.import_batch")).toEqual(batches);
  });

  it("columns too many are read over, columns too few are unknown, both are reported, a file of bad rows only loads none and keeps them", async () => {
    const extra = await load(scope, { "merchants-x.csv": "code,name\nM20,Twenty,more\nM21,Twenty-one\n" });
    expect(extra.counts.merchant.new).toBe(2);
    expect(extra.notices.map((notice) => notice.text).join(" ")).toContain(
      "One row has more fields than the header names",
    );
    const short = {
      entity: "customer",
      match: "people*",
      columns: { id: { column: 1 }, name: { column: 2 }, state: { column: 3 } },
    };
    const mapping = mappingSchema.parse({ name: "people", files: [short] });
    const people = await load(scope, { "people.csv": "id,name,state\np1,Anna,TX\np2,Lew\np3\n,Eva\n" }, mapping);
    expect(people.counts.customer).toEqual({ read: 4, new: 3, updated: 0, repeated: 0, refused: 1 });
    expect(people.notices.map((notice) => notice.text)).toContain(
      "2 rows have fewer fields than the mapping reads; what is not there is unknown.",
    );
    const bad = await check(scope, { "merchants-y.csv": "code,name\n,none\nM22,\n" });
    expect(bad.counts.merchant).toEqual({ read: 2, new: 0, updated: 0, repeated: 0, refused: 2 });
    expect(bad.refused.map((row) => row.problems[0]?.reason)).toEqual([
      "Merchant code is missing.",
      "Name is missing.",
    ]);
  });

  it("a statement that takes too long stops the load whole, and the next one works", async () => {
    const files = { "merchants-t.csv": "code,name\nM30,Thirty\n" };
    const { planFor } = await import("./support/issuer");
    const { withScope } = await import("@/db/client");
    const { sql } = await import("drizzle-orm");
    const stopped = loadBatch(scope, planFor(files), {
      now: NOW,
      transaction: (work) =>
        withScope(scope, async (tx) => {
          await tx.execute(sql`set local statement_timeout = '1ms'`);
          await tx.execute(sql`select 1`);
          return work(tx);
        }),
      watch: { step: (_, work) => work(), progress: () => {}, throwIfCancelled: () => {} },
      finish: async (tx) => {
        await tx.execute(sql`select pg_sleep(1)`);
      },
    });
    await expect(stopped).rejects.toThrow();
    expect(await rows(scope, "select count(*)::int as n from silver.merchant where code = 'M30'")).toEqual([{ n: 0 }]);
    expect((await load(scope, files)).counts.merchant.new).toBe(1);
  });
});
