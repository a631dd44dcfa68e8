import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { seedDemo } from "@/db/seed";
import type { OutcomeRow, TakenMonth } from "@/lib/breakage/card-score/past-scores";
import { createTypeTable, listSoldTypes } from "@/lib/breakage/card-score/queries/card-types";
import { createSteps, listOutcomes, listTaken, listTrainingRows } from "@/lib/breakage/card-score/queries/training";
import type { TrainingRow } from "@/lib/breakage/card-score/training";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { createIssuer } from "../../support/issuer";
import { type OracleCard, outcomesOf, readCards, trainingOf } from "./oracle";

const AS_OF = "2026-10-31";
const LAST = 2026 * 12 + 9;
const CUT = LAST - 12;

let scope: Scope;
let cards: OracleCard[];
let rows: TrainingRow[];
let taken: TakenMonth[];
let outcomes: OutcomeRow[];

beforeAll(async () => {
  await seedDemo({ cards: 2000 });
  scope = await scopeForOperator("DEMO");
  cards = await readCards(scope.issuerId, AS_OF);
  await withScope(scope, async (tx) => {
    await createTypeTable(tx, await listSoldTypes(tx, scope, AS_OF));
    await createSteps(tx, scope, AS_OF);
    rows = await listTrainingRows(tx, LAST);
    taken = await listTaken(tx);
    outcomes = await listOutcomes(tx, CUT);
  });
});

const millionths = (value: number) => Math.round(value * 1_000_000);

it("card-months, the redemptions among them and what went otherwise are those of every card's facts, month by month", () => {
  const expected = trainingOf(cards, LAST).rows;
  const found = new Map(
    rows.map(({ key, month, trials, events, lost }) => [`${key}/${month}`, { trials, events, lost: millionths(lost) }]),
  );
  expect(found.size).toBeGreaterThan(5000);
  expect(found).toEqual(expected);
});

it("each month with a redemption begins and ends in the state that its card had, with the share that was left", () => {
  const expected = trainingOf(cards, LAST).taken;
  const found = new Map(
    taken.map(({ typeId, source, outcome, month, redemptions, left }) => [
      `${typeId}/${source}/${outcome}/${month}`,
      { redemptions, left: millionths(left) },
    ]),
  );
  expect(found.size).toBeGreaterThan(500);
  expect(found).toEqual(expected);
});

it("cards open a year ago had the cells that they would have been given then, and what became of them since", () => {
  const expected = outcomesOf(cards, CUT);
  const found = new Map(outcomes.map(({ key, left, ...row }) => [key, { ...row, left: millionths(left) }]));
  expect(found.size).toBeGreaterThan(100);
  expect(found).toEqual(expected);
});

it("nothing later than the as-of date is in a training row", async () => {
  const early = await withScope(scope, async (tx) => {
    await createTypeTable(tx, await listSoldTypes(tx, scope, "2025-03-31"));
    await createSteps(tx, scope, "2025-03-31");
    return listTrainingRows(tx, 2025 * 12 + 2);
  });
  const expected = trainingOf(await readCards(scope.issuerId, "2025-03-31"), 2025 * 12 + 2).rows;
  expect(
    new Map(
      early.map(({ key, month, trials, events, lost }) => [
        `${key}/${month}`,
        { trials, events, lost: millionths(lost) },
      ]),
    ),
  ).toEqual(expected);
});

it("another issuer's scope finds no type and no card-month", async () => {
  const other = await createIssuer();
  await withScope(other, async (tx) => {
    expect(await listSoldTypes(tx, other, AS_OF)).toEqual([]);
    await tx.execute(sql`create temp table score_type (id int, usual bigint, sampled int) on commit drop`);
    await tx.execute(sql`insert into score_type select g, 5000, 65536 from generate_series(1, 60) g`);
    await createSteps(tx, other, AS_OF);
    expect(await listTrainingRows(tx, LAST)).toEqual([]);
  });
});
