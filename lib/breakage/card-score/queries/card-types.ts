import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { UNKNOWN } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { LEAST_OF_TYPE, TRAINING_CARDS } from "../constants";
import type { TypeFacts } from "../design";

/** A type with cards sold by a date: how many, and the mean value of one in minor units. */
export type SoldType = TypeFacts & { readonly cards: number; readonly usualValue: number };

type Row = TypeFacts & { cards: number; usual: string };

/** Of these currencies, or of all. */
export async function listSoldTypes(
  tx: Tx,
  scope: Scope,
  asOf: CivilDate,
  currencies?: readonly string[],
): Promise<SoldType[]> {
  const only = currencies ? sql`where ${isOneOf(sql`y.currency`, currencies)}` : sql``;
  const rows = await tx.execute<Row>(sql`
    select y.id, y.code, y.name, coalesce(y.category, ${UNKNOWN}) as category, coalesce(y.medium, ${UNKNOWN}) as medium,
      coalesce(y.has_fees, false) as fees, s.cards, s.usual::text
    from (
      select card_type_id, count(*)::int as cards, sum(sold)::bigint / count(*) as usual
      from silver.card_summary where issuer_id = ${scope.issuerId} and sold_on <= ${asOf}::date and sold > 0
      group by card_type_id
    ) s join silver.card_type y on y.id = s.card_type_id ${only}
    order by y.id`);
  return rows.map(({ usual, ...facts }) => ({ ...facts, usualValue: Number(usual) }));
}

/** Nothing is one of none. */
export const isOneOf = (column: SQL, values: readonly string[]): SQL =>
  values.length === 0
    ? sql`false`
    : sql`${column} in (${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )})`;

/** A card is learnt from when the hash of its source id, from 0 to 65535, is below its type's limit. */
export const SAMPLE_STEPS = 65_536;

/** `score_type`: the types that are scored, their usual value, and the limit of those learnt from. */
export async function createTypeTable(tx: Tx, types: readonly SoldType[]): Promise<void> {
  const each = Math.max(LEAST_OF_TYPE, TRAINING_CARDS / Math.max(1, types.length));
  const rows = types.map(({ id, cards, usualValue }) => ({
    id,
    usual: usualValue,
    sampled: Math.min(SAMPLE_STEPS, Math.ceil((SAMPLE_STEPS * each) / cards)),
  }));
  await tx.execute(sql`
    create temp table score_type on commit drop as
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id int, usual bigint, sampled int)`);
  await tx.execute(sql`analyze score_type`);
}
