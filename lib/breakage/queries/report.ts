import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Dimension } from "../constants";
import { sumFigures } from "../figures";
import { amountColumns, type Cut, type Group, type GroupRow, groupsOf, rowsOf } from "../groups";
import { type Dates, datesBefore, splitPeriod, withinYear } from "../period";
import type { Basis, BreakageReport } from "../report";
import type { BreakageParams } from "../schema";
import { cardParts, edgeTest } from "./card-parts";
import { basisOf, type Context, readContext } from "./context";
import { conditionsOf, dimensionColumn, joinsFor, listSegments, memberId, memberName, type RawColumn } from "./cut";
import { answersFor, monthParts, type Rollup } from "./rollup-parts";
import { refuseUnknownFilters } from "./unknown-filters";
import type { Wanted } from "./wanted";

/** Rollups by the raw columns they hold, narrowest first; the first that holds all that is asked for answers. */
const rollups: readonly (Rollup & { columns: readonly RawColumn[] })[] = [
  {
    now: "type_expiry",
    later: "type_expiry_month",
    byType: true,
    columns: ["card_type_id", "sale_year", "expiry_year"],
  },
  {
    now: "state_expiry",
    later: null,
    byType: false,
    columns: ["jurisdiction", "expiry_year"],
  },
  {
    now: "birth_expiry",
    later: null,
    byType: false,
    columns: ["birth_year", "expiry_year"],
  },
  {
    now: "merchant_expiry",
    later: null,
    byType: true,
    columns: ["merchant_id", "card_type_id", "expiry_year"],
  },
];

/** Breakage of the cards that expire in the period, with what had happened to them by the as-of date. @throws UnknownFilters */
export function getBreakage(scope: Scope, params: BreakageParams): Promise<BreakageReport> {
  return withScope(scope, (tx) => readBreakage(tx, scope, params), { readOnly: true });
}

export async function readBreakage(tx: Tx, scope: Scope, params: BreakageParams): Promise<BreakageReport> {
  const { by, compare } = params;
  const usesSegments = by.includes("segment") || params.segment !== undefined;
  const [context, segments] = await Promise.all([
    readContext(tx, scope, params.knownAt),
    usesSegments ? listSegments(tx, scope.issuerId) : [],
  ]);
  const basis = basisOf(scope, context, params);
  const cut: Cut = { by, filters: params, segments };
  const before = datesBefore(basis, params);
  const [groups, groupsBefore] = await Promise.all([
    readGroups(tx, context, basis, cut),
    before ? readGroups(tx, context, { ...basis, ...before }, cut) : [],
  ]);
  if (groups.length === 0) await refuseUnknownFilters(tx, scope, params, segments);
  return {
    ...basis,
    by,
    rows: rowsOf(by, groups, groupsBefore),
    total: sumFigures(groups.map((group) => group.amounts)),
    comparison: before && { ...before, mode: compare, total: sumFigures(groupsBefore.map((group) => group.amounts)) },
    source: rollupFor(cut, context, basis.asOf) ? "rollups" : "cards",
    dataUntil: context.dataUntil,
  };
}

function columnsOf({ by, filters }: Cut): RawColumn[] {
  const filtered = (Object.keys(dimensionColumn) as Dimension[]).filter(
    (dimension) => filters[dimension] !== undefined,
  );
  return [...new Set([...by, ...filtered].map((dimension) => dimensionColumn[dimension]))];
}

function rollupFor(cut: Cut, context: Context, asOf: CivilDate): Rollup | undefined {
  const columns = columnsOf(cut);
  return rollups.find(
    (rollup) => columns.every((column) => rollup.columns.includes(column)) && answersFor(rollup, context, asOf),
  );
}

/** The amounts of every group, from rollups where one holds the cut, else from the cards of the period. */
export async function readGroups(
  tx: Tx,
  context: Context,
  basis: Dates & Pick<Basis, "currency">,
  cut: Cut,
): Promise<Group[]> {
  const year = cut.filters["expiry-year"];
  const period = year === undefined ? basis.period : withinYear(basis.period, Number(year));
  if (period.from > period.to) return [];
  const columns = [...new Set(cut.by.map((dimension) => dimensionColumn[dimension]))];
  const about = { issuerId: context.issuerId, asOf: basis.asOf, segments: cut.segments };
  const conditions = conditionsOf(cut.filters, about);
  const wanted: Wanted = { context, asOf: basis.asOf, currency: basis.currency, columns, conditions };
  const rollup = rollupFor(cut, context, basis.asOf);
  const { months, edges } = splitPeriod(period);
  const parts = rollup
    ? [
        ...(months ? monthParts(wanted, rollup, months) : []),
        ...(edges.length > 0 ? cardParts(wanted, edgeTest(edges)) : []),
      ]
    : cardParts(wanted, edgeTest([period]));
  return groupsOf(await tx.execute<GroupRow>(grouped(cut.by, columns, parts)), basis.asOf, cut);
}

/** All cards that ever were, whenever they expire: what liability and its changes are made of. */
const everything: Rollup = { now: "type_expiry", later: "type_lapse", byType: true };

/** The amounts of all cards as of a date by an attribute of their type; of all of them together when `by` is empty. */
export async function readStock(
  tx: Tx,
  context: Context,
  at: { asOf: CivilDate; currency: string },
  by: readonly ("card-type" | "brand")[],
): Promise<Group[]> {
  const columns: RawColumn[] = by.length > 0 ? ["card_type_id"] : [];
  const wanted: Wanted = { context, ...at, columns, conditions: [] };
  const rows = await tx.execute<GroupRow>(grouped(by, columns, monthParts(wanted, everything, null)));
  return groupsOf(rows, at.asOf, { by, filters: {}, segments: [] });
}

/** Adds the parts up by raw column first, so that names are joined to few rows. */
function grouped(by: readonly Dimension[], columns: readonly RawColumn[], parts: readonly SQL[]): SQL {
  const sums = Object.keys(amountColumns).map((name) => `sum(${name}) as ${name}`);
  const all = sql.join([...parts], sql` union all `);
  if (by.length === 0) {
    return sql`select ${sql.raw(sums.map((one) => one.replace(/^(sum\(\w+\))/, "coalesce($1, 0)")).join(", "))} from (${all}) p`;
  }
  const members = by.flatMap((dimension, i) => [
    sql`${memberId(dimension)} as ${sql.raw(`id${i}`)}`,
    sql`${memberName(dimension)} as ${sql.raw(`name${i}`)}`,
  ]);
  const raw = sql.raw(columns.join(", "));
  return sql`select ${sql.join([...members, sql.raw(sums.join(", "))], sql`, `)}
    from (select ${raw}, ${sql.raw(sums.join(", "))} from (${all}) p group by ${raw}) g
    ${joinsFor(columns)}
    group by ${sql.raw(members.map((_, i) => i + 1).join(", "))}`;
}
