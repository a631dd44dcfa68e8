import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { UNKNOWN } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import { type Dimension, OUTSIDE_SEGMENTS, typeDimensions } from "../constants";
import type { Filters } from "../schema";
import { birthYearsOf, type Segment } from "../segment";

/** Columns from which every dimension is made; a rollup holds some of them, the cards all. */
export const rawColumns = [
  "card_type_id",
  "merchant_id",
  "jurisdiction",
  "birth_year",
  "sale_year",
  "expiry_year",
] as const;
export type RawColumn = (typeof rawColumns)[number];

/** The column behind each dimension, and its member's id as SQL over that column `g`, the type `y` and so on. */
export const dimensionColumn: Record<Dimension, RawColumn> = {
  "card-type": "card_type_id",
  brand: "card_type_id",
  category: "card_type_id",
  "business-model": "card_type_id",
  medium: "card_type_id",
  loop: "card_type_id",
  merchant: "merchant_id",
  segment: "birth_year",
  state: "jurisdiction",
  "sale-year": "sale_year",
  "expiry-year": "expiry_year",
};

const LOOP = `case y.business_model when 'open' then 'open' when 'closed' then 'closed' when 'semi-closed' then 'closed' else '${UNKNOWN}' end`;

const memberSql: Record<Dimension, { id: string; name: string }> = {
  "card-type": { id: "y.code", name: "y.name" },
  brand: { id: `coalesce(b.code, '${UNKNOWN}')`, name: "coalesce(b.name, 'Unknown')" },
  category: same(`coalesce(y.category, '${UNKNOWN}')`),
  "business-model": same(`coalesce(y.business_model, '${UNKNOWN}')`),
  medium: same(`coalesce(y.medium, '${UNKNOWN}')`),
  loop: same(LOOP),
  merchant: { id: `coalesce(m.code, '${UNKNOWN}')`, name: "coalesce(m.name, 'Unknown')" },
  segment: same("g.birth_year::text"),
  state: same("g.jurisdiction"),
  "sale-year": same("g.sale_year::text"),
  "expiry-year": same("g.expiry_year::text"),
};

function same(expression: string) {
  return { id: expression, name: expression };
}

export const memberId = (dimension: Dimension): SQL => sql.raw(memberSql[dimension].id);
export const memberName = (dimension: Dimension): SQL => sql.raw(memberSql[dimension].name);

const joins: Partial<Record<RawColumn, string>> = {
  card_type_id: `join silver.card_type y on y.id = g.card_type_id
    left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id`,
  merchant_id: "left join silver.merchant m on m.id = g.merchant_id",
};
export const joinsFor = (columns: readonly RawColumn[]): SQL =>
  sql.raw(columns.map((column) => joins[column] ?? "").join(" "));

/** A condition on one raw column; each source puts its own expression for the column in its place. */
export type Condition = { readonly column: RawColumn; readonly test: (expression: SQL) => SQL };

/** Filters as conditions on raw columns. The year of expiry is not among them: it narrows the period. */
export function conditionsOf(
  filters: Filters,
  about: { issuerId: number; asOf: CivilDate; segments: readonly Segment[] },
): Condition[] {
  const types = typeDimensions.filter((dimension) => filters[dimension] !== undefined);
  const conditions: Condition[] = [];
  if (types.length > 0) {
    const wanted = types.map((dimension) => sql`${memberId(dimension)} = ${filters[dimension]}`);
    conditions.push({
      column: "card_type_id",
      test: (expression) => sql`${expression} in (select y.id from silver.card_type y
        left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id
        where y.issuer_id = ${about.issuerId} and ${sql.join(wanted, sql` and `)})`,
    });
  }
  const { merchant, state, segment } = filters;
  if (merchant !== undefined) {
    const wanted =
      merchant === UNKNOWN
        ? sql`0`
        : sql`(select id from silver.merchant where issuer_id = ${about.issuerId} and code = ${merchant})`;
    conditions.push({ column: "merchant_id", test: (expression) => sql`${expression} = ${wanted}` });
  }
  if (state !== undefined)
    conditions.push({ column: "jurisdiction", test: (expression) => sql`${expression} = ${state}` });
  if (segment !== undefined) conditions.push({ column: "birth_year", test: birthYearTest(segment, about) });
  const year = filters["sale-year"];
  if (year !== undefined) {
    conditions.push({ column: "sale_year", test: (expression) => sql`${expression} = ${Number(year)}::int` });
  }
  return conditions;
}

function birthYearTest(id: string, { asOf, segments }: { asOf: CivilDate; segments: readonly Segment[] }) {
  const between = (segment: Segment, expression: SQL) => {
    const { from, to } = birthYearsOf(segment, asOf);
    return sql`${expression} between ${from}::int and ${to}::int`;
  };
  return (expression: SQL): SQL => {
    if (id === UNKNOWN) return sql`${expression} = 0`;
    if (id === OUTSIDE_SEGMENTS) {
      const inSome = segments.map((segment) => between(segment, expression));
      return sql`(${expression} <> 0 and not (${inSome.length > 0 ? sql.join(inSome, sql` or `) : sql`false`}))`;
    }
    const segment = segments.find((one) => one.name === id);
    return segment ? between(segment, expression) : sql`false`;
  };
}

export async function listSegments(tx: Tx, issuerId: number): Promise<Segment[]> {
  const rows = await tx.execute<{ name: string; from_age: number; to_age: number | null }>(
    sql`select name, from_age, to_age from app.age_segment where issuer_id = ${issuerId} order by from_age`,
  );
  return rows.map((row) => ({ name: row.name, fromAge: row.from_age, toAge: row.to_age }));
}
