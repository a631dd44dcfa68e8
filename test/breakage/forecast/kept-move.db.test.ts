/** What moved between the newest two versions is kept by the run that made the newer one, and the page reads it. */
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { movedBy } from "@/lib/breakage/forecast/constants";
import { fromKept, groupingName, moveBetween, toKept } from "@/lib/breakage/forecast/move";
import { keepMoves } from "@/lib/breakage/forecast/mutations/keep-moves";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { makeForecastsAndScores } from "@/lib/breakage/forecast/mutations/make-and-score";
import { findKeptMove, getMoved, groupingBy, isMoveKept, readInputsOf } from "@/lib/breakage/forecast/queries/moved";
import { listTypeNames } from "@/lib/breakage/forecast/queries/type-names";
import type { Scope } from "@/lib/identity/scope";
import { makeIssuer } from "../../support/cards";
import { makeSmallProgramme, NOW } from "./small-programme";

let scope: Scope;
let stranger: Scope;
let ids: { before: number; after: number };
const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

const rows = async () => {
  const [row] = await owner<{ count: number }[]>`select count(*)::int from gold.forecast_move`;
  return row?.count;
};
const nameOf = (by: (typeof movedBy)[number]) =>
  withScope(scope, async (tx) => groupingName(groupingBy(by, await listTypeNames(tx, scope))));
const options = { throwIfCancelled: () => {} };

beforeAll(async () => {
  scope = await makeSmallProgramme("KEPT");
  stranger = await makeIssuer("ELSE");
  const before = (await makeForecasts(scope, { asOf: "2025-05-31" }, { now: NOW })).versions[0]?.id ?? 0;
  await keepMoves(scope, options);
  expect(await rows()).toBe(0);
  const after = (await makeForecastsAndScores(scope, {}, { now: NOW })).versions[0]?.id ?? 0;
  ids = { before, after };
}, 120_000);

it("it is kept by brand and by card type, to the cent what forecasting both versions again comes to", async () => {
  expect(await rows()).toBe(2);
  for (const by of movedBy) {
    const name = await nameOf(by);
    const [kept, again] = await withScope(scope, async (tx) => {
      const inputs = await readInputsOf(tx, scope, ids);
      if (!inputs) throw new Error("no inputs");
      const grouping = groupingBy(by, await listTypeNames(tx, scope));
      return [
        await findKeptMove(tx, scope, { ...ids, name }),
        moveBetween(inputs.before, inputs.after, grouping),
      ] as const;
    });
    expect(kept).toEqual(again);
    expect(kept?.moved.groups).toHaveLength(by === "brand" ? 2 : 3);
    expect([await isMoveKept(scope, { ...ids, by }), await isMoveKept(stranger, { ...ids, by })]).toEqual([
      true,
      false,
    ]);
    expect(await withScope(stranger, (tx) => findKeptMove(tx, stranger, { ...ids, name }))).toBeNull();
  }
});

it("a second run of the same versions keeps nothing again", async () => {
  await keepMoves(scope, options);
  expect(await rows()).toBe(2);
});

it("the page shows what is kept, whichever of the two is named first, and forecasts nothing again", async () => {
  // What no code of ours does: a mark that arithmetic would not come to.
  await owner`update gold.forecast_move set move = jsonb_set(move, '{total,parts,sales}', '"9007199254740993"')
    where grouping = ${await nameOf("brand")}`;
  for (const pair of [ids, { before: ids.after, after: ids.before }]) {
    const moved = await getMoved(scope, { ...pair, by: "brand" });
    expect(moved.status === "ok" && moved.moved.total.parts.sales).toBe(9_007_199_254_740_993n);
  }
});

it("once a card type is given to another brand what was kept by brand is of other groups, and not shown", async () => {
  await owner`update silver.card_type t set brand_id = (
      select brand_id from silver.card_type where issuer_id = t.issuer_id and code = 'YA')
    where issuer_id = ${scope.issuerId} and code = 'XA'`;
  expect(await isMoveKept(scope, { ...ids, by: "brand" })).toBe(false);
  expect(await isMoveKept(scope, { ...ids, by: "card-type" })).toBe(true);
  const moved = await getMoved(scope, { ...ids, by: "brand" });
  if (moved.status !== "ok") throw new Error(moved.status);
  expect(moved.moved.total.parts.sales).toBeLessThan(1_000_000n);
  expect(moved.moved.groups.map(({ group }) => group)).toEqual(["X", "Y"]);
});

it("what is kept loses no cent of amounts of any size", () => {
  const parts = { data: -1n, redemptions: 2n ** 62n, sales: 0n, curve: 3n, portfolio: -(2n ** 61n), method: 5n };
  const total = { group: "total", before: -(2n ** 60n), after: 2n ** 63n - 1n, parts };
  const since = new Map([["A", { cardsSold: 3, redeemed: 2n ** 55n + 1n }]]);
  const move = { moved: { total, groups: [{ ...total, group: "A" }] }, since };
  expect(fromKept(JSON.parse(JSON.stringify(toKept(move))))).toEqual(move);
});
