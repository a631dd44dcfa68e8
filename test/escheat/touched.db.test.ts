import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/client";
import { escheatForecastCell } from "@/db/schema/escheat";
import { cardType } from "@/db/schema/programme";
import type { EscheatOutcome } from "@/lib/escheat/determination";
import { getRuleList, getRulePage } from "@/lib/escheat/queries/rules";
import { sumTouched } from "@/lib/escheat/touched";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer } from "../support/cards";

const NEW_YORK = { jurisdiction: "US-NY", property: "closed-loop" } as const;
let scope: Scope;
let other: Scope;

type Cell = {
  type: string;
  jurisdiction: string;
  reportYear: number;
  outcome: EscheatOutcome;
  cards: number;
  balance: bigint;
  claimed: bigint;
  unmeasured?: bigint;
};

/** A forecast as its run writes one; only what a rule's page reads of it is filled in. */
async function forecast(asOf: string, cells: Cell[]): Promise<void> {
  await withScope(scope, async (tx) => {
    const { issuerId } = scope;
    const types = await tx.select({ id: cardType.id, code: cardType.code }).from(cardType);
    const [made] = await tx.execute<{ id: number }>(sql`
      insert into gold.escheat_forecast (issuer_id, currency, as_of, known_at, parameters, summary, data_hash, result_hash,
        created_by_name)
      values (${issuerId}, 'USD', ${asOf}, now(), '{}', '{}', repeat('a', 64), repeat('b', 64), 'test') returning id`);
    await tx.insert(escheatForecastCell).values(
      cells.map(({ type, ...cell }) => ({
        ...{ issuerId, forecastId: made?.id ?? 0, cardTypeId: types.find(({ code }) => code === type)?.id ?? 0 },
        ...{ priority: 1, unmeasured: 0n, foreseen: 0n, expected: 0, slope: 0, variance: 0, low: 0, high: 0 },
        needsCounsel: false,
        ...cell,
      })),
    );
  });
}

beforeAll(async () => {
  [scope, other] = [await makeIssuer("TOUCH"), await makeIssuer("UNTOUCHED")];
  await loadBatch(scope, {
    types: [
      { code: "SHOP", model: "closed" },
      { code: "MALL", model: "semi-closed" },
      { code: "NET", model: "open" },
    ],
  });
  await forecast("2026-06-30", [
    {
      type: "SHOP",
      jurisdiction: "US-NY",
      reportYear: 2027,
      outcome: "not-yet",
      cards: 1,
      balance: 100n,
      claimed: 100n,
    },
  ]);
  await forecast("2026-10-31", [
    {
      type: "SHOP",
      jurisdiction: "US-NY",
      reportYear: 2028,
      outcome: "not-yet",
      cards: 3,
      balance: 9_000n,
      claimed: 9_000n,
    },
    {
      type: "MALL",
      jurisdiction: "US-NY",
      reportYear: 2028,
      outcome: "not-yet",
      cards: 2,
      balance: 1_000n,
      claimed: 1_000n,
    },
    { type: "SHOP", jurisdiction: "US-NY", reportYear: 0, outcome: "exempt", cards: 5, balance: 700n, claimed: 0n },
    {
      type: "NET",
      jurisdiction: "US-NY",
      reportYear: 2028,
      outcome: "not-yet",
      cards: 7,
      balance: 50_000n,
      claimed: 50_000n,
    },
    {
      type: "SHOP",
      jurisdiction: "US-NJ",
      reportYear: 2027,
      outcome: "escheats",
      cards: 11,
      balance: 4_000n,
      claimed: 2_400n,
      unmeasured: 90n,
    },
  ]);
});

test("a law's cards are those of its place and its kind of card, by outcome and year, from the newest forecast up to the day", async () => {
  const { touched } = await getRulePage(scope, NEW_YORK, "2026-11-25");
  expect(touched?.basis.asOf).toBe("2026-10-31");
  expect(touched?.lines).toEqual([
    { outcome: "not-yet", reportYear: 2028, cards: 5, balance: 10_000n, claimed: 10_000n, unmeasured: 0n },
    { outcome: "exempt", reportYear: null, cards: 5, balance: 700n, claimed: 0n, unmeasured: 0n },
  ]);
  expect(touched?.hasOtherKind).toBe(true);
  const before = await getRulePage(scope, NEW_YORK, "2026-10-30");
  expect(before.touched?.hasOtherKind).toBe(false);
  expect(before.touched?.lines).toEqual([
    { outcome: "not-yet", reportYear: 2027, cards: 1, balance: 100n, claimed: 100n, unmeasured: 0n },
  ]);
});

test("what the list says of a law is the sum of what its page says", async () => {
  for (const property of ["closed-loop", "open-loop"] as const) {
    const { touched } = await getRuleList(scope, { property, asOf: "2026-11-25" });
    for (const jurisdiction of ["US-NY", "US-NJ", "US-WV"]) {
      const page = await getRulePage(scope, { jurisdiction, property }, "2026-11-25");
      const sum = sumTouched(page.touched?.lines ?? []);
      expect(touched?.by.get(jurisdiction) ?? sumTouched([])).toEqual(sum);
    }
  }
  const { touched } = await getRuleList(scope, { property: "closed-loop", asOf: "2026-11-25" });
  expect(touched?.by.get("US-NJ")).toEqual({ cards: 11, balance: 4_000n, claimed: 2_400n, unmeasured: 90n });
});

test("another tenant has no forecast, and nothing is touched", async () => {
  expect((await getRulePage(other, NEW_YORK, "2026-11-25")).touched).toBeNull();
  expect((await getRuleList(other, { property: "closed-loop", asOf: "2026-11-25" })).touched).toBeNull();
});
