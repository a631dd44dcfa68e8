import { beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as calendarFile from "@/app/api/v1/escheat/calendar/ics/route";
import * as calendar from "@/app/api/v1/escheat/calendar/route";
import * as approve from "@/app/api/v1/escheat/letters/[id]/approve/route";
import * as pdf from "@/app/api/v1/escheat/letters/[id]/pdf/route";
import * as letterBatch from "@/app/api/v1/escheat/letters/[id]/route";
import * as letters from "@/app/api/v1/escheat/letters/route";
import * as cards from "@/app/api/v1/escheat/reports/[id]/cards/route";
import * as file from "@/app/api/v1/escheat/reports/[id]/file/route";
import * as review from "@/app/api/v1/escheat/reports/[id]/review/route";
import * as report from "@/app/api/v1/escheat/reports/[id]/route";
import * as reports from "@/app/api/v1/escheat/reports/route";
import { GROUPS } from "@/lib/cli/groups";
import { type Outcome, runCommandLine } from "@/lib/cli/run";
import { getReport } from "@/lib/escheat/queries/reports";
import { readNaupa3 } from "@/lib/escheat/report-file/naupa3/read";
import { createKey } from "@/lib/identity/mutations/keys";
import type { KeyScope } from "@/lib/identity/permissions";
import type { Scope } from "@/lib/identity/scope";
import * as answer from "@/lib/openapi/operations/escheat-filing";
import { asDescribed } from "../../support/described";
import { type Office, openOffice, WV } from "./office";

type Context = { params: Promise<Record<string, string>> };
type Handler = (request: Request, context: Context) => Promise<Response>;

let office: Office;
let other: Office;
let reportId = "";
let batchId = "";
const keys: Record<string, string> = {};

const makeKey = async (scope: Scope, scopes: KeyScope[]): Promise<string> =>
  (await createKey(scope, { name: "test", scopes, days: 1 }, new Date())).key;

beforeAll(async () => {
  office = await openOffice("REST");
  other = await openOffice("ELSE");
  keys.all = await makeKey(office.scope, ["escheat.read", "customer.read", "export.create"]);
  keys.narrow = await makeKey(office.scope, ["escheat.read"]);
  keys.stranger = await makeKey(other.scope, ["escheat.read", "customer.read", "export.create"]);
  office.be("ann");
  const made = await post(reports.POST, WV);
  reportId = String(made.body.id);
  const proposed = await post(letters.POST, WV);
  batchId = String(proposed.body.id);
  expect([made.status, proposed.status]).toEqual([201, 201]);
});

async function ask(handler: Handler, init: RequestInit, query = "", id = "") {
  const request = new Request(`http://localhost:3000/api/v1/x${query}`, init);
  const response = await handler(request, { params: Promise.resolve<Record<string, string>>(id ? { id } : {}) });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, text, body: isJson && text ? JSON.parse(text) : null, headers: response.headers };
}

const get = (handler: Handler, query = "", id = "", key = keys.all) =>
  ask(handler, { headers: { authorization: `Bearer ${key}` } }, query, id);

/** With the session that `office.be` has chosen, from our own page; or with a key. */
const post = (handler: Handler, body: unknown, id = "", key?: string) =>
  ask(
    handler,
    {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: "http://localhost:3000",
        host: "localhost:3000",
        "sec-fetch-site": "same-origin",
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      },
      body: JSON.stringify(body),
    },
    "",
    id,
  );

describe("the reads of the API", () => {
  const reads: readonly [string, Handler, string, "report" | "letters" | null, z.ZodType][] = [
    ["calendar", calendar.GET, "", null, answer.calendarResponse],
    ["reports", reports.GET, "?state=draft&year=2022", null, answer.reportListResponse],
    ["a report", report.GET, "", "report", answer.reportResponse],
    ["its cards", cards.GET, "?page=1", "report", answer.reportCardsResponse],
    ["letters", letters.GET, "", null, answer.letterListResponse],
    ["a batch of letters", letterBatch.GET, "", "letters", answer.letterBatchResponse],
  ];
  it.each(reads)("%s answers exactly in the documented shape", async (_, handler, query, of, schema) => {
    const { status, body } = await get(handler, query, of === "report" ? reportId : of === "letters" ? batchId : "");
    expect(status, JSON.stringify(body)).toBe(200);
    asDescribed(schema, body);
  });

  it("give the report's amounts as decimal text that add up to it", async () => {
    const { body: whole } = await get(report.GET, "", reportId);
    const { body } = await get(cards.GET, "", reportId);
    expect(whole.amount).toBe("274.00");
    const cents = (text: string) => BigInt(text.replace(".", ""));
    expect(body.items.reduce((sum: bigint, item: { amount: string }) => sum + cents(item.amount), 0n)).toBe(274_00n);
  });

  it("give the report as the file that a state takes", async () => {
    const { status, text, headers } = await get(
      file.GET,
      "?format=naupa3&edition=1.0&payment=wire&confirmation=W-1",
      reportId,
    );
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="US-WV-2022-report-${reportId}-draft.xml"`);
    const { report: read } = readNaupa3(text);
    expect(read.body.kind === "properties" && read.body.properties).toHaveLength(5);
  });

  it("name what is missing for it: an edition, a payment", async () => {
    expect((await get(file.GET, "?format=naupa3", reportId)).body.errors).toEqual([
      expect.objectContaining({ field: "edition" }),
    ]);
    const unpaid = await get(file.GET, "?format=naupa3&edition=1.0", reportId);
    expect([unpaid.status, unpaid.body.detail]).toEqual([422, expect.stringMatching(/payment/i)]);
  });

  it("show owners only to who may read of people", async () => {
    for (const [handler, id] of [
      [cards.GET, reportId],
      [file.GET, reportId],
      [pdf.GET, batchId],
    ] as const)
      expect((await get(handler, "", id, keys.narrow)).status).toBe(403);
    expect((await get(report.GET, "", reportId, keys.narrow)).status).toBe(200);
  });

  it("know no other issuer's", async () => {
    for (const [handler, id] of [
      [report.GET, reportId],
      [cards.GET, reportId],
      [file.GET, reportId],
      [letterBatch.GET, batchId],
      [pdf.GET, batchId],
    ] as const) {
      const theirs = await get(handler, "", id, keys.stranger);
      const none = await get(handler, "", "999999999", keys.stranger);
      expect([theirs.status, theirs.text]).toEqual([404, none.text]);
    }
    expect((await get(reports.GET, "", "", keys.stranger)).body.items).toEqual([]);
  });

  it("give the calendar to calendar programs", async () => {
    const { status, text, headers } = await get(calendarFile.GET);
    expect([status, headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    // The report that is drafted has its days, although no forecast was made.
    expect(text).toContain("SUMMARY:West Virginia 2022: Report due");
    const only = async (jurisdiction: string) => (await get(calendarFile.GET, `?jurisdiction=${jurisdiction}`)).text;
    expect(await only("US-WV")).toContain("SUMMARY:West Virginia 2022: Report due");
    expect(await only("US-TX")).not.toContain("SUMMARY:West Virginia");
  });
});

describe("an approval by the API", () => {
  it("is no key's, whatever its row says", async () => {
    const { dataHash } = await getReport(office.scope, Number(reportId));
    expect((await post(review.POST, { dataHash }, reportId, keys.all)).status).toBe(403);
    expect((await post(approve.POST, { seal: dataHash }, batchId, keys.all)).status).toBe(403);
    expect((await post(reports.POST, WV, "", keys.all)).status).toBe(403);
  });

  it("is not the preparer's, and takes effect for another person", async () => {
    const { dataHash } = await getReport(office.scope, Number(reportId));
    office.be("ann");
    expect((await post(review.POST, { dataHash }, reportId)).status).toBe(403);
    office.be("mia");
    expect((await post(review.POST, { dataHash: "0".repeat(64) }, reportId)).status).toBe(409);
    expect((await post(review.POST, { dataHash }, reportId)).status).toBe(200);
    expect((await post(review.POST, { dataHash }, reportId)).status).toBe(409);
  });
});

describe("escheat report", () => {
  async function command(...words: string[]): Promise<Outcome & { notes: string[] }> {
    const notes: string[] = [];
    const note = (text: string) => void notes.push(text);
    const all = ["escheat", "report", "--issuer", "REST", ...words, "--json"];
    return { ...(await runCommandLine(all, { groups: GROUPS, openDatabase: async () => {}, note })), notes };
  }

  it.each([
    [["--state", "ZZ", "--year", "2022"], '--state is two letters of a state or territory such as WV, not "ZZ".'],
    [["--state", "WV", "--year", "22"], '--year is a year such as 2026, not "22".'],
  ])("says by the option's name what is wrong with %j", async (words, sentence) => {
    const { exitCode, stderr } = await command(...words, "--format", "csv", "--out", path.join(tmpdir(), "never.csv"));
    expect([exitCode, stderr.split("\n")[0]]).toEqual([2, sentence]);
  });

  it("writes the file of the report that was made; of one that was not, a preview; and never over a file", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "report-"));
    try {
      const out = path.join(folder, "wv.csv");
      const made = await command("--state", "wv", "--year", "2022", "--format", "csv", "--out", out);
      expect(made.exitCode, made.stderr).toBe(0);
      expect(JSON.parse(made.stdout)).toMatchObject({ report: Number(reportId), cards: 5, amount: "274.00" });
      expect((await readFile(out, "utf8")).split("\r\n").filter(Boolean)).toHaveLength(6);
      const again = await command("--state", "WV", "--year", "2022", "--format", "csv", "--out", out);
      expect(again.exitCode).toBe(2);
      const preview = await command("--state", "WV", "--year", "2021", "--format", "csv", "--out", `${out}2`);
      // The card that belonged to 2021 stands in the report of 2022 by now, so a preview of 2021 has none.
      expect(preview.notes.join(" ")).toMatch(/preview/);
      expect(JSON.parse(preview.stdout)).toMatchObject({ report: null, cards: 0, amount: "0.00" });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
