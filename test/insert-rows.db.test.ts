import { asc, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { withScope } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { forecast, forecastCohort, forecastQuarter } from "@/db/schema/forecast";
import type { Scope } from "@/lib/identity/scope";
import { makeIssuer } from "./support/cards";

async function makeVersion(scope: Scope): Promise<{ issuerId: number; forecastId: number }> {
  const { issuerId } = scope;
  const [row] = await withScope(scope, (tx) =>
    tx
      .insert(forecast)
      .values({
        issuerId,
        currency: "USD",
        dataDate: "2026-10-31",
        knownAt: new Date(),
        status: "ok",
        parameters: {},
        summary: {},
        dataHash: "a".repeat(64),
        resultHash: "b".repeat(64),
        createdByName: "A test",
      })
      .returning({ id: forecast.id }),
  );
  if (!row) throw new Error("no version");
  return { issuerId, forecastId: row.id };
}

const odd = [0.1 + 0.2, 1e-300, 123_456_789.123_456_79, Number.MAX_VALUE, 5e-324, 2 ** 53 + 2];

it("rows come back as they went in, to the last bit, more than one statement of them", async () => {
  const scope = await makeIssuer("INSERTED");
  const key = await makeVersion(scope);
  const rows = Array.from({ length: 4_321 }, (_, i) => ({
    ...key,
    cardTypeId: i + 1,
    lot: i % 2 === 0 ? ("sale" as const) : ("reload" as const),
    saleMonth: "2024-02-01" as const,
    expiryMonth: i % 3 === 0 ? ("infinity" as const) : ("2026-12-01" as const),
    quarter: "2026-10-01" as const,
    cards: i,
    sold: 9_007_199_254_740_993n + BigInt(i),
    redeemed: -BigInt(i),
    expected: odd[i % odd.length] ?? 0,
  }));
  const stored = await withScope(scope, async (tx) => {
    await insertRows(tx, forecastCohort, rows);
    const { forecastId } = key;
    return tx
      .select()
      .from(forecastCohort)
      .where(eq(forecastCohort.forecastId, forecastId))
      .orderBy(asc(forecastCohort.cardTypeId));
  });
  expect(stored).toEqual(rows);
});

it("lists and nulls too; a list is of numbers in single precision", async () => {
  const scope = await makeIssuer("LISTED");
  const key = await makeVersion(scope);
  const row = (cardTypeId: number, worlds: number[] | null) => ({
    ...key,
    cardTypeId,
    quarter: "2026-10-01" as const,
    cards: 1,
    sold: 1n,
    redeemed: 0n,
    expected: 0.5,
    breakage: 1n,
    worlds,
  });
  const stored = await withScope(scope, async (tx) => {
    await insertRows(tx, forecastQuarter, [row(1, null), row(2, [0.1, 12_345_678.9, 0]), row(3, [])]);
    return tx
      .select({ worlds: forecastQuarter.worlds })
      .from(forecastQuarter)
      .where(eq(forecastQuarter.forecastId, key.forecastId))
      .orderBy(asc(forecastQuarter.cardTypeId));
  });
  expect(stored.map(({ worlds }) => worlds?.map(Math.fround) ?? null)).toEqual([
    null,
    [0.1, 12_345_678.9, 0].map(Math.fround),
    [],
  ]);
});

it("no rows are no statement, and a row that the table refuses leaves none of the others", async () => {
  const scope = await makeIssuer("REFUSING");
  const key = await makeVersion(scope);
  const row = { ...key, lot: "sale" as const, saleMonth: "2024-02-01" as const, expiryMonth: "2026-12-01" as const };
  const rest = { quarter: "2026-10-01" as const, cards: 1, sold: 1n, redeemed: 0n, expected: 1 };
  const twice = [1, 1].map((cardTypeId) => ({ ...row, ...rest, cardTypeId }));
  const count = () =>
    withScope(scope, (tx) => tx.$count(forecastCohort, eq(forecastCohort.forecastId, key.forecastId)));
  await withScope(scope, (tx) => insertRows(tx, forecastCohort, []));
  await expect(withScope(scope, (tx) => insertRows(tx, forecastCohort, twice))).rejects.toThrow();
  expect(await count()).toBe(0);
});
