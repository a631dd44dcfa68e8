import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Dimension } from "../constants";
import { type Amounts, addAmounts, figuresOf, NOTHING, sumFigures } from "../figures";
import { type Dates, datesBefore, splitPeriod, withinYear } from "../period";
import type { Basis, BreakageReport, BreakageRow, Member } from "../report";
import type { BreakageParams, Filters } from "../schema";
import { type Segment, segmentOf } from "../segment";
import { basisOf, type Context, readContext } from "./context";
import {
  conditionsOf,
  dimensionColumn,
  joinsFor,
  listSegments,
  memberId,
  memberName,
  type RawColumn,
  yearOf,
} from "./cut";
import { answersFor, cardParts, edgeTest, monthParts, type Rollup, type Wanted } from "./parts";

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
    later: "merchant_expiry_month",
    byType: true,
    columns: ["merchant_id", "card_type_id", "expiry_year"],
  },
];

export type Cut = {
  readonly by: readonly Dimension[];
  readonly filters: Filters;
  readonly segments: readonly Segment[];
};
type Group = { readonly members: { [D in Dimension]?: Member }; readonly amounts: Amounts };

/** Breakage of the cards that expire in the period, with what had happened to them by the as-of date. */
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
  const before = datesBefore(basis, compare);
  const [groups, groupsBefore] = await Promise.all([
    readGroups(tx, context, basis, cut),
    before ? readGroups(tx, context, { ...basis, ...before }, cut) : [],
  ]);
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
  const period = year === undefined ? basis.period : withinYear(basis.period, yearOf(year));
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

type GroupRow = Record<`id${number}` | `name${number}`, string> & Record<keyof typeof amountColumns, string>;
const amountColumns = { cards: 0, redemptions: 0, sold: 0, redeemed: 0, other: 0, gone: 0, escheated: 0 };

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

/** Years of birth become segments here, where the limits and the as-of date meet. */
function groupsOf(rows: readonly GroupRow[], asOf: CivilDate, { by, segments }: Cut): Group[] {
  const found = new Map<string, Group>();
  for (const row of rows) {
    const members: Group["members"] = {};
    for (const [i, dimension] of by.entries()) {
      const member = { id: row[`id${i}`] ?? "", name: row[`name${i}`] ?? "" };
      members[dimension] = dimension === "segment" ? segmentOf(Number(member.id), asOf, segments) : named(member);
    }
    const key = keyOf(by, members);
    const amounts = addAmounts(found.get(key)?.amounts ?? NOTHING, amountsOf(row));
    found.set(key, { members, amounts });
  }
  return [...found.values()].filter((group) => !isNothing(group.amounts));
}

const named = (member: Member): Member => (member.id === "unknown" ? { ...member, name: "Unknown" } : member);
const keyOf = (by: readonly Dimension[], members: Group["members"]) =>
  JSON.stringify(by.map((dimension) => members[dimension]?.id));
const isNothing = (amounts: Amounts) => Object.values(amounts).every((amount) => Number(amount) === 0);

function amountsOf(row: GroupRow): Amounts {
  return {
    cards: Number(row.cards),
    redemptions: Number(row.redemptions),
    sold: BigInt(row.sold),
    redeemed: BigInt(row.redeemed),
    other: BigInt(row.other),
    lapsed: BigInt(row.gone),
    escheated: BigInt(row.escheated),
  };
}

/** Most unredeemed value first; a group that exists only in the period compared with is kept, so that its total adds up. */
function rowsOf(by: readonly Dimension[], groups: readonly Group[], before: readonly Group[]): BreakageRow[] {
  const earlier = new Map(before.map((group) => [keyOf(by, group.members), group]));
  const rows = groups.map((group) => {
    const key = keyOf(by, group.members);
    const other = earlier.get(key);
    earlier.delete(key);
    return { ...figuresOf(group.amounts), members: group.members, before: other ? figuresOf(other.amounts) : null };
  });
  const gone = [...earlier.values()].map((group) => ({
    ...figuresOf(NOTHING),
    members: group.members,
    before: figuresOf(group.amounts),
  }));
  const ordered = [...rows, ...gone].map((row) => ({ row, key: keyOf(by, row.members) }));
  ordered.sort((a, b) => compare(b.row.unredeemed, a.row.unredeemed) || (a.key < b.key ? -1 : 1));
  return ordered.map(({ row }) => row);
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
