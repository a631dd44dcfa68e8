import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "@/lib/cli/import";
import { Conflict, DomainError, Invalid, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { type Draft, mappingForRun, mappingToKeep } from "@/lib/ingest/draft";
import { firstDraft, offersFor } from "@/lib/ingest/first-draft";
import { type MappingInput, mappingSchema } from "@/lib/ingest/mapping/schema";
import { storeFile } from "@/lib/ingest/mutations/file";
import { removeMapping, saveMapping } from "@/lib/ingest/mutations/mapping";
import { readImportRequest } from "@/lib/ingest/mutations/request";
import { startImport } from "@/lib/ingest/mutations/start";
import { describeFiles } from "@/lib/ingest/queries/describe";
import { findMapping, listMappings } from "@/lib/ingest/queries/mapping";
import { createIssuer } from "../support/issuer";
import { auditOf } from "../support/tenants";
import { rows } from "./support/issuer";

let scope: Scope;
let stranger: Scope;
let folder: string;
beforeAll(async () => {
  [scope, stranger] = [await createIssuer("MAPS"), await createIssuer("NOMAPS")];
  folder = await mkdtemp(path.join(tmpdir(), "mappings-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Codes stand in the second column, and nothing says so but the mapping. */
const shops = (more: Partial<MappingInput> = {}) =>
  mappingSchema.parse({
    name: "shops",
    files: [{ entity: "merchant", match: "shops-*.csv", columns: { code: { column: 2 }, name: { column: 1 } } }],
    ...more,
  });
const write = async (name: string, text: string) => {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
};
async function run(name: string, values: Record<string, unknown>, ...args: string[]) {
  const command = commands.find((one) => one.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const { json, text } = await command.run({ values: { issuer: "MAPS", ...values } as never, args, note: () => {} });
  return { json: json as Record<string, unknown>, text };
}
const failure = (work: Promise<unknown>): Promise<DomainError> =>
  work.then(
    () => Promise.reject(new Error("it was not refused")),
    (error: unknown) => (error instanceof DomainError ? error : Promise.reject(error)),
  );

describe("a mapping made at the screen", () => {
  it("is found by its name and by next month's files, and reads them as it was made to", async () => {
    const store = (name: string, text: string) => storeFile(scope, name, Readable.from([Buffer.from(text)]));
    const first = await store("shops-2026-10.csv", "name,code\nHarbour,M1\n");
    const made: Draft = { mappingName: "", files: [{ fileId: first.id, isUsed: true, part: partOf() }] };
    const kept = mappingSchema.parse(mappingToKeep(made, "shops", new Map([[first.id, first.name]])));
    await saveMapping(scope, { name: "shops", mapping: kept, replace: false });

    const next = await store("shops-2026-11.csv", "name,code\nPier,M2\n");
    const saved = await listMappings(scope);
    expect(offersFor([next.name], saved).map((offer) => [offer.name, offer.fits])).toEqual([["shops", 1]]);
    const draft = firstDraft(await describeFiles(scope, [next.id]), await findMapping(scope, "shops"));
    expect(draft.mappingName).toBe("shops");
    const part = mappingForRun(draft, new Map([[next.id, next.name]])).files[0];
    expect(part?.columns).toEqual({ code: { column: 2 }, name: { column: 1 } });
  });
  const partOf = () => {
    const [part] = shops().files;
    if (!part) throw new Error("no part");
    return { ...part, match: "shops-2026-10.csv" };
  };

  it("is replaced only when that is said, and each saving is in the trail", async () => {
    const other = shops({ ignore: ["notes.txt"] });
    const error = await failure(saveMapping(scope, { name: "shops", mapping: other, replace: false }));
    expect(error).toBeInstanceOf(Conflict);
    expect(error.fields).toEqual({ name: "There is a mapping of this name already." });
    expect((await findMapping(scope, "shops"))?.ignore).toEqual([]);
    await saveMapping(scope, { name: "shops", mapping: other, replace: true });
    expect((await findMapping(scope, "shops"))?.ignore).toEqual(["notes.txt"]);
    const saves = (await auditOf(scope.issuerId)).filter((line) => line.action === "mapping.saved");
    expect(saves.map((line) => line.subject)).toEqual(["shops", "shops"]);
  });

  it("runs unattended by its name; a file of that name goes first", async () => {
    const files = await write("shops-2026-12.csv", "name,code\nQuay,M3\n");
    expect((await run("run", { mapping: "shops" }, files)).json).toMatchObject({
      counts: { merchant: { read: 1, new: 1, updated: 0, repeated: 0, refused: 0 } },
    });
    expect(await rows(scope, "select code, name from silver.merchant")).toEqual([{ code: "M3", name: "Quay" }]);
    const named = await write("named.json", JSON.stringify(shops()));
    await saveMapping(scope, { name: named, mapping: shops({ files: [brandPart] }), replace: false });
    expect((await run("run", { mapping: named, "dry-run": true }, files)).json).toMatchObject({ state: "unchanged" });
    const error = await failure(run("run", { mapping: "no-such" }, files));
    expect(error.message).toBe("There is no mapping file no-such, and no mapping is saved under this name.");
  });
  const brandPart: MappingInput["files"][number] = {
    entity: "brand",
    match: "*",
    columns: { code: { column: 1 }, name: { column: 2 } },
  };

  it("is its issuer's alone, and gone once removed", async () => {
    const own = (await listMappings(scope)).find((one) => one.name === "shops");
    expect(await findMapping(stranger, "shops")).toBeNull();
    expect((await listMappings(stranger)).filter((one) => one.id !== null)).toEqual([]);
    await expect(removeMapping(stranger, own?.id ?? 0)).rejects.toBeInstanceOf(NotFound);
    await removeMapping(scope, own?.id ?? 0);
    expect(await findMapping(scope, "shops")).toBeNull();
  });
});

describe("a mapping for one issuer", () => {
  it("loads nothing for another, by command, by REST or at the screen", async () => {
    const theirs = shops({ issuer: { code: "NOMAPS", name: "x", currency: "USD", timeZone: "UTC" } });
    const mapping = await write("theirs.json", JSON.stringify(theirs));
    const files = await write("shops-9.csv", "name,code\nNine,M9\n");
    const stored = await storeFile(scope, "shops-9.csv", Readable.from([Buffer.from("name,code\nNine,M9\n")]));
    const sentence = /The mapping "shops" is for the issuer NOMAPS, not for MAPS/;
    await expect(run("run", { mapping }, files)).rejects.toThrow(sentence);
    await expect(run("run", { mapping, "dry-run": true }, files)).rejects.toThrow(sentence);
    const error = await failure(startImport(scope, { fileIds: [stored.id], mapping: theirs, dryRun: false }));
    expect(error).toBeInstanceOf(Invalid);
    expect([error.message, Object.keys(error.fields)]).toEqual([expect.stringMatching(sentence), ["mapping"]]);
    expect(await rows(scope, "select from silver.merchant where code = 'M9'")).toEqual([]);
    expect((await run("run", { mapping, issuer: "NOMAPS" }, files)).json).toMatchObject({ issuer: "NOMAPS" });
  });
});

describe("REST's form", () => {
  it("that is none is 400 and says so: without a boundary, with a wrong one, or cut off", async () => {
    const part = '--x\r\ncontent-disposition: form-data; name="mapping"\r\n\r\nform\r\n--x--\r\n';
    for (const [type, body] of [
      ["multipart/form-data", part],
      ["multipart/form-data; boundary=y", part],
      ["multipart/form-data; boundary=x", part.slice(0, 40)],
      ["multipart/form-data; boundary=x", ""],
    ] as const) {
      const headers = { "content-type": type, "content-length": String(body.length) };
      const request = new Request("http://localhost/api/v1/imports", { method: "POST", body, headers });
      const error = await failure(readImportRequest(scope, request));
      expect([type, error.status, Object.keys(error.fields)]).toEqual([type, 400, ["body"]]);
    }
  });

  const ask = async (...flags: string[]) => {
    const form = new FormData();
    form.set("mapping", "form");
    form.set("file", new File(["name,code\nTen,M10\n"], "shops-10.csv"));
    for (const flag of flags) form.append("dryRun", flag);
    const encoded = new Response(form);
    const body = await encoded.arrayBuffer();
    const headers = {
      "content-type": encoded.headers.get("content-type") ?? "",
      "content-length": String(body.byteLength),
    };
    return readImportRequest(scope, new Request("http://localhost/api/v1/imports", { method: "POST", body, headers }));
  };

  it("knows true and false for dryRun; any other word is 400 and names the field, and no file stays behind", async () => {
    await saveMapping(scope, { name: "form", mapping: shops(), replace: false });
    for (const flags of [["1"], ["True"], ["yes"], [""], ["true", "false"]]) {
      const error = await failure(ask(...flags));
      expect([error.status, error.fields], flags.join()).toEqual([400, { dryRun: "is neither true nor false" }]);
    }
    expect(await rows(scope, "select from bronze.file where name = 'shops-10.csv'")).toEqual([]);
    expect((await ask("true")).dryRun).toBe(true);
    expect((await ask("false")).dryRun).toBe(false);
    expect((await ask()).dryRun).toBe(false);
  });
});

describe("many bad rows", () => {
  // Every second of 2,400 rows has no code.
  const lines = Array.from({ length: 2_400 }, (_, i) => `Shop ${i},${i % 2 === 0 ? `S${i}` : ""}`);

  it("are listed by the dry run, each of them; after the load by `import refused`, for this issuer alone", async () => {
    const files = await write("shops-11.csv", `name,code\n${lines.join("\n")}\n`);
    const mapping = await write("shops.json", JSON.stringify(shops()));
    const checked = await run("run", { mapping, "dry-run": true }, files);
    expect(checked.json.problemsTotal).toBe(1_200);
    expect(checked.json.problems).toHaveLength(1_200);
    expect(checked.text.split("\n").filter((line) => line.includes("Merchant code is missing"))).toHaveLength(1_200);

    const loaded = await run("run", { mapping }, files);
    const batch = String(loaded.json.batch);
    expect(loaded.text).toContain(`and 1150 more rows: import refused --batch ${batch} lists them`);
    const kept = await run("refused", { state: "open", batch });
    const found = kept.json.rows as { line: number; file: string; problems: { reason: string }[] }[];
    // The header is line 1, the first row without a code is the second: line 3, then every second one.
    expect(found.map((row) => row.line)).toEqual(Array.from({ length: 1_200 }, (_, i) => 3 + 2 * i));
    expect(kept.text.split("\n")[0]).toBe("  shops-11.csv:3 column 2 (code): Merchant code is missing.");
    expect((await run("refused", { state: "open", issuer: "NOMAPS" })).json).toEqual({ rows: [] });
    await expect(run("refused", { state: "open", batch, issuer: "NOMAPS" })).rejects.toBeInstanceOf(NotFound);
    await expect(run("refused", { state: "gone" })).rejects.toThrow(/--state must be one of open, loaded, dismissed/);
  });
});
