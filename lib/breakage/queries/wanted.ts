import { type SQL, sql } from "drizzle-orm";
import type { CivilDate } from "@/lib/dates";
import type { Context } from "./context";
import type { Condition, RawColumn } from "./cut";

/**
 * The parts from which an as-of figure is added up: SELECTs with the same columns (the raw columns asked for, then
 * cards, redemptions, sold, redeemed, other, gone, escheated). `gone` is what has lapsed. Every part is linear in the facts, so that
 * parts can be added and taken away.
 */
export type Wanted = {
  readonly context: Context;
  readonly asOf: CivilDate;
  readonly currency: string;
  readonly columns: readonly RawColumn[];
  readonly conditions: readonly Condition[];
};

export type Expressions = Readonly<Record<RawColumn, string>>;
/** What a source calls the raw columns; one it does not have it must not be asked for. */
export const rollupColumns: Expressions = {
  card_type_id: "r.card_type_id",
  merchant_id: "r.merchant_id",
  jurisdiction: "r.jurisdiction",
  birth_year: "r.birth_year",
  sale_year: "r.sale_year",
  expiry_year: "extract(year from r.expiry_month)::int",
};
export const cardColumns: Expressions = {
  card_type_id: "c.card_type_id",
  merchant_id: "coalesce(c.merchant_id, 0)",
  jurisdiction: "c.jurisdiction",
  birth_year: "c.birth_year",
  sale_year: "extract(year from c.sold_on)::int",
  expiry_year: "extract(year from c.card_expires_on)::int",
};

export const rawList = (columns: readonly RawColumn[], names: Expressions): SQL =>
  columns.length === 0 ? sql`` : sql.raw(`${columns.map((column) => `${names[column]} as ${column}`).join(", ")}, `);

const all = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`` : sql` and ${sql.join([...conditions], sql` and `)}`;

export const conditionsFor = (wanted: Wanted, names: Expressions): SQL =>
  all(wanted.conditions.map((condition) => condition.test(sql.raw(names[condition.column]))));

/** Ids in generated SQL as a list; they come from the database. */
export const inList = (ids: readonly number[]): SQL => sql.raw(ids.map((id) => String(Math.trunc(id))).join(", "));

export const groupBy = (columns: readonly RawColumn[], names: Expressions): SQL =>
  columns.length === 0 ? sql`` : sql.raw(` group by ${columns.map((column) => names[column]).join(", ")}`);
