import { parse } from "csv-parse/sync";
import { beforeAll, expect, it } from "vitest";
import { daysKnownLate } from "@/lib/cards/known";
import { getCard } from "@/lib/cards/queries/card";
import { listEvents } from "@/lib/cards/queries/events";
import { cardParams, eventListParams } from "@/lib/cards/schema";
import { findExport } from "@/lib/export/registry";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer } from "../support/cards";

const asOf = "2024-06-30";
let scope: Scope;
let batches: readonly number[];

/** Sold on 2 January, loaded the night after; a redemption of 1 February that became known on 1 May, New York's day. */
beforeAll(async () => {
  scope = await makeIssuer("KNOWN", { timeZone: "America/New_York" });
  const sold = await loadBatch(scope, {
    recordedAt: "2024-01-03T08:00:00Z",
    types: [{ code: "T1" }],
    cards: [{ id: "C1", type: "T1", soldOn: "2024-01-02", expiresOn: "2024-03-31" }],
    events: [{ id: "E1", card: "C1", kind: "sale", amount: 10_000, on: "2024-01-02" }],
  });
  const late = await loadBatch(scope, {
    recordedAt: "2024-05-02T03:00:00Z",
    events: [{ id: "E2", card: "C1", kind: "redemption", amount: -4_000, on: "2024-02-01" }],
  });
  batches = [sold, late];
});

const known = [
  ["E1", "2024-01-03"],
  ["E2", "2024-05-01"],
];

it("an event says since when it is known, in the issuer's zone, and what brought it: on its card and in the list", async () => {
  const { events } = await getCard(scope, "C1", cardParams.parse({ asOf }));
  expect(events.map(({ id, knownOn }) => [id, knownOn])).toEqual(known);
  expect(events.map(({ batchId }) => batchId)).toEqual(batches);
  const { items } = await listEvents(scope, eventListParams.parse({ asOf, from: "2024-01-01" }));
  expect(items.map(({ id, knownOn }) => [id, knownOn])).toEqual(known.toReversed());
  expect(items.map(({ batchId }) => batchId)).toEqual(batches.toReversed());
});

it("as known on the day before it, the backdated redemption is not there; on its day it is", async () => {
  const on = async (knownAt: string) => (await getCard(scope, "C1", cardParams.parse({ asOf, knownAt }))).balance;
  expect(await on("2024-04-30")).toBe(10_000n);
  expect(await on("2024-05-01")).toBe(6_000n);
});

it("is late by 90 days from 1 February to 1 May 2024, and not late on the morning after", () => {
  expect(daysKnownLate({ occurredOn: "2024-02-01", knownOn: "2024-05-01" })).toBe(90);
  expect(daysKnownLate({ occurredOn: "2024-01-02", knownOn: "2024-01-03" })).toBeNull();
  expect(daysKnownLate({ occurredOn: "2024-01-02", knownOn: "2024-01-04" })).toBe(2);
});

it("both exports say it: known since, days late, and the import", async () => {
  const rowsOf = async (table: string, address: Record<string, string>) => {
    const prepared = await findExport(table)?.prepare(scope, { asOf, ...address });
    let text = "";
    for await (const piece of prepared?.csv() ?? []) text += piece;
    return parse(text, { bom: true, columns: true }) as Record<string, string>[];
  };
  const said = (rows: Record<string, string>[]) =>
    rows.map((row) => [row["Source id"], row["Known since"], row["Known late, days"], row.Import]);
  const expected = [
    ["E1", "2024-01-03", "", String(batches[0])],
    ["E2", "2024-05-01", "90", String(batches[1])],
  ];
  expect(said(await rowsOf("card-events", { path: "/issuer/cards/C1" }))).toEqual(expected);
  expect(said(await rowsOf("events", { from: "2024-01-01" }))).toEqual(expected.toReversed());
});
