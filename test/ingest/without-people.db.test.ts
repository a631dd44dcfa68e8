import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import * as batch from "@/app/api/v1/imports/[id]/route";
import * as kept from "@/app/api/v1/imports/refused/route";
import * as batches from "@/app/api/v1/imports/route";
import * as checked from "@/app/api/v1/runs/[id]/refused/route";
import * as run from "@/app/api/v1/runs/[id]/route";
import * as runs from "@/app/api/v1/runs/route";
import * as exported from "@/app/issuer/export/route";
import { withScope } from "@/db/client";
import { importBatch } from "@/db/schema/import";
import { jobRun } from "@/db/schema/job";
import { createKey } from "@/lib/identity/mutations/keys";
import { scopeForOperator } from "@/lib/identity/scope";
import { importJobInput } from "@/lib/ingest/schema";
import { importOperations } from "@/lib/openapi/operations/imports";
import { asDescribed } from "../support/described";
import { check, load, makeIssuer, plainMapping } from "./support/issuer";

/** One customer and one card cannot be loaded; three others share an address. */
const files = {
  "customers.csv": [
    "id,name,state,email",
    "c1,Ivan Petrov,Atlantis,ivan@private.example",
    ...["c2", "c3", "c4"].map((id) => `${id},Jane,TX,jane.doe@private.example`),
    "",
  ].join("\n"),
  "cards.csv": "id,cardType,customer,soldOn,expiresOn\nC1,NO-TYPE,c2,2024-01-01,\n",
};
const base = plainMapping();
const mapping = {
  ...base,
  files: base.files.map((part) =>
    part.entity === "customer" ? { ...part, columns: { ...part.columns, email: { header: "email" } } } : part,
  ),
};
const people = /Ivan|Petrov|Atlantis|ivan@|Jane|jane\.doe/;
const scopes = ["import.read", "import.run", "job.read", "export.create"] as const;
let full = "";
let narrow = "";
let batchId = 0;
let runId = 0;

beforeAll(async () => {
  const loader = await makeIssuer("PEOPLE");
  const outcome = await check(loader, files, mapping);
  const scope = await scopeForOperator("PEOPLE");
  const [run] = await withScope(scope, (tx) =>
    tx
      .insert(jobRun)
      .values({
        issuerId: scope.issuerId,
        kind: "import.load",
        label: "check",
        input: importJobInput.parse({ fileIds: [], mapping, dryRun: true }),
        startedByName: "test",
        state: "done",
        result: { ...outcome },
      })
      .returning({ id: jobRun.id }),
  );
  runId = run?.id ?? 0;
  batchId = (await load(loader, files, mapping)).batchId ?? 0;
  const make = async (list: readonly (typeof scopes)[number][], more: "customer.read"[]) =>
    (await createKey(scope, { name: "test", scopes: [...list, ...more], days: 1 }, new Date())).key;
  [full, narrow] = [await make(scopes, ["customer.read"]), await make(scopes, [])];
});

type Handler = { GET: (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response> };
async function ask({ GET }: Handler, secret: string, query = "", id = ""): Promise<string> {
  const request = new Request(`http://localhost/x${query}`, { headers: { authorization: `Bearer ${secret}` } });
  const response = await GET(request, { params: Promise.resolve({ id }) });
  const text = await response.text();
  expect([response.status, response.status === 200 ? "" : text]).toEqual([200, ""]);
  return text;
}

describe("rows that could not be loaded, asked for by a key", () => {
  const doors: [string, (secret: string) => Promise<string>][] = [
    ["kept aside", (secret) => ask(kept, secret)],
    ["of a check", (secret) => ask(checked, secret, "", String(runId))],
    ["kept aside, as a file", (secret) => ask(exported, secret, "?table=kept-aside&format=csv")],
    ["of a check, as a file", (secret) => ask(exported, secret, `?table=checked-rows&format=csv&run=${runId}`)],
  ];

  it.each(doors)("%s: name a person only with customer.read; a card's row is whole without", async (_, door) => {
    const [all, less] = [await door(full), await door(narrow)];
    expect(all).toMatch(/Ivan Petrov/);
    expect(all).toMatch(/Atlantis/);
    expect(less).not.toMatch(people);
    for (const text of [all, less]) expect(text).toMatch(/NO-TYPE/);
  });

  it("of a customer stay the place, the column and the kind of fault, as the document says", async () => {
    for (const [handler, id, operation] of [
      [kept, "", "listRefusedRows"],
      [checked, String(runId), "listCheckedRows"],
    ] as const) {
      const page = JSON.parse(await ask(handler, narrow, "", id));
      const documented = importOperations.find((one) => one.id === operation)?.response;
      asDescribed(documented ?? z.never(), page);
      const row = page.items.find((one: { entity: string }) => one.entity === "customer");
      expect(row).toMatchObject({ file: "customers.csv", line: 2, cells: null });
      expect(row.problems).toMatchObject([{ field: "state", column: "3 (state)", value: "", code: "place-unknown" }]);
    }
  });
});

it("a notice shows an address that many share only as far as its owner knows it again", async () => {
  const text = await ask(batch, narrow, "", String(batchId));
  expect(text).toContain("3 customers have the one e-mail address j…@private.example.");
  expect(text).not.toMatch(people);
});

it("so does one that was kept when notices had all of it, of a batch and in the result of a run", async () => {
  const scope = await scopeForOperator("PEOPLE");
  const notices = [
    { file: "customers.csv", text: "3 customers have the one e-mail address jane.doe@private.example." },
    { file: "customers.csv", text: "The post code 75001 stands with 3 different cities." },
  ];
  await withScope(scope, async (tx) => {
    await tx.update(importBatch).set({ notices }).where(eq(importBatch.id, batchId));
    await tx.update(jobRun).set({ result: { notices } }).where(eq(jobRun.id, runId));
  });
  const doors: [Handler, number][] = [
    [batch, batchId],
    [batches, 0],
    [run, runId],
    [runs, 0],
  ];
  for (const [door, id] of doors) {
    const text = await ask(door, narrow, "", String(id));
    expect(text).toContain("3 customers have the one e-mail address j…@private.example.");
    expect(text).toContain("The post code 75001 stands with 3 different cities.");
    expect(text).not.toMatch(people);
  }
});
