import { beforeAll, expect, test } from "vitest";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { Conflict } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { replaceAgeSegments, startAgeSegments } from "@/lib/programme/mutations";
import { listAgeSegments } from "@/lib/programme/queries";
import { loadBatch, makeIssuer } from "../support/cards";
import { auditOf } from "../support/tenants";

let fresh: Scope;
let other: Scope;

/** Ages reached in 2024: unknown, 17, 18, 24, 25, 65. */
const births = [0, 2007, 2006, 2000, 1999, 1959];

beforeAll(async () => {
  fresh = await makeIssuer("FRESH");
  other = await makeIssuer("OTHER");
  await loadBatch(fresh, {
    types: [{ code: "T" }],
    cards: births.map((birthYear, i) => ({
      id: `c${i}`,
      type: "T",
      soldOn: "2023-06-01",
      expiresOn: "2024-03-31",
      birthYear,
    })),
    events: births.map((_, i) => ({ id: `s${i}`, card: `c${i}`, kind: "sale", amount: 1_000, on: "2023-06-01" })),
  });
});

async function bySegment(): Promise<Record<string, number>> {
  const report = await getBreakage(fresh, breakageParams.parse({ asOf: "2024-06-30", by: "segment" }));
  return Object.fromEntries(report.rows.map((row) => [row.members.segment?.id, row.cards]));
}

test("a new issuer has all known ages in one group until the usual groups are taken, and then one card each where they begin and end", async () => {
  expect(await bySegment()).toEqual({ unknown: 1, outside: 5 });
  await startAgeSegments(fresh);
  expect(await bySegment()).toEqual({ unknown: 1, outside: 1, "18-24": 2, "25-34": 1, "65+": 1 });
  expect((await listAgeSegments(fresh)).map((group) => group.name)).toEqual([
    "18-24",
    "25-34",
    "35-44",
    "45-54",
    "55-64",
    "65+",
  ]);
  expect((await auditOf(fresh.issuerId)).map((line) => line.action)).toEqual(["segment.changed"]);
  expect(await listAgeSegments(other)).toEqual([]);
});

test("the usual groups never take the place of groups somebody has defined", async () => {
  await replaceAgeSegments(other, [{ name: "All", fromAge: 0, toAge: null }]);
  await expect(startAgeSegments(other)).rejects.toBeInstanceOf(Conflict);
  expect((await listAgeSegments(other)).map((group) => group.name)).toEqual(["All"]);
});

test("taken by two at once they are taken once", async () => {
  const both = await makeIssuer("BOTH");
  const results = await Promise.allSettled([startAgeSegments(both), startAgeSegments(both)]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await listAgeSegments(both)).toHaveLength(6);
});
