import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { inList } from "@/lib/breakage/queries/wanted";
import type { CivilDate } from "@/lib/dates";
import { eventNames, type FactRow, type Sums } from "../cohort-facts";
import { type LapseGroup, lapseKey } from "../lapsed";
import type { CohortThen } from "../reloads";

/** Whose facts, and as they were known when. */
export type FactScope = {
  readonly issuerId: number;
  readonly typeIds: readonly number[];
  /** Loaded later than what is asked for; null: all that is known counts. */
  readonly laterBatches: readonly number[] | null;
};

type Amounts = Record<(typeof eventNames)[number], string>;
const amountList = sql.raw(eventNames.map((name) => `sum(${name}) as ${name}`).join(", "));
const sumsOf = (row: Amounts): Sums =>
  Object.fromEntries(eventNames.map((name) => [name, BigInt(row[name])])) as Record<keyof Amounts, bigint>;

/** A rollup's rows of some types, less those of batches that were not known yet. */
function known(rollup: "type_cohort" | "type_expiry_month", facts: FactScope, columns: string, test: SQL): SQL {
  const { issuerId, typeIds, laterBatches } = facts;
  const part = (table: string, sign: "" | "-", more: SQL) => sql`
    select ${sql.raw(columns)}, ${sql.raw(eventNames.map((name) => `${sign}${name} as ${name}`).join(", "))}
    from gold.${sql.raw(table)} where issuer_id = ${issuerId} and card_type_id in (${inList(typeIds)}) and ${test}${more}`;
  const all = part(rollup, "", sql``);
  if (!laterBatches || laterBatches.length === 0) return all;
  return sql`${all} union all ${part(`${rollup}_delta`, "-", sql` and batch_id in (${inList(laterBatches)})`)}`;
}

type CohortRow = Amounts & { card_type_id: number; sale_month: string; expiry_month: string; month: string };

/** Events by cohort, month of expiry and month; what lies before the axis is added up into its first month. */
export async function readFacts(tx: Tx, facts: FactScope, axis: readonly CivilDate[]): Promise<FactRow[]> {
  const [first, last] = [axis[0], axis.at(-1)];
  if (first === undefined || last === undefined || facts.typeIds.length === 0) return [];
  const rows = await tx.execute<CohortRow>(sql`
    select card_type_id, sale_month::text, expiry_month::text, greatest(activity_month, ${first}::date)::text as month, ${amountList}
    from (${known("type_cohort", facts, "card_type_id, sale_month, expiry_month, activity_month", sql`activity_month <= ${last}::date`)}) k
    group by 1, 2, 3, 4`);
  return rows.map((row) => ({
    ...sumsOf(row),
    cardTypeId: row.card_type_id,
    saleMonth: row.sale_month,
    expiryMonth: row.expiry_month,
    month: row.month,
  }));
}

export type TypeMonth = { readonly cardTypeId: number; readonly month: CivilDate; readonly sums: Sums };

/** Events by card type and month, up to a month. */
export async function readTypeMonths(tx: Tx, facts: FactScope, last: CivilDate): Promise<TypeMonth[]> {
  if (facts.typeIds.length === 0) return [];
  const rows = await tx.execute<Amounts & { card_type_id: number; month: string }>(sql`
    select card_type_id, activity_month::text as month, ${amountList}
    from (${known("type_cohort", facts, "card_type_id, activity_month", sql`activity_month <= ${last}::date`)}) k group by 1, 2`);
  return rows.map((row) => ({ cardTypeId: row.card_type_id, month: row.month, sums: sumsOf(row) }));
}

/** What was remitted to states of a card type by the end of a month. */
export async function readRemitted(
  tx: Tx,
  facts: FactScope,
): Promise<(cardTypeId: number, month: CivilDate) => bigint> {
  if (facts.typeIds.length === 0) return () => 0n;
  const rows = await tx.execute<{ card_type_id: number; month: string; escheated: string }>(sql`
    select card_type_id, activity_month::text as month, sum(escheated) as escheated
    from (${known("type_cohort", facts, "card_type_id, activity_month", sql`escheated <> 0`)}) k group by 1, 2`);
  return (cardTypeId, month) =>
    rows
      .filter((row) => row.card_type_id === cardTypeId && row.month <= month)
      .reduce((sum, { escheated }) => sum + BigInt(escheated), 0n);
}

type GroupRow = { card_type_id: number; sale_year: string; expiry_month: string; first: string; last: string };

/** When the funds of which cards go; of groups that go in several months, how much of each is gone by which. */
export async function readLapseGroups(
  tx: Tx,
  facts: FactScope,
  axis: readonly CivilDate[],
): Promise<Map<string, LapseGroup>> {
  const last = axis.at(-1);
  if (last === undefined || facts.typeIds.length === 0) return new Map();
  const { issuerId, typeIds } = facts;
  const groups = sql`
    select card_type_id, sale_year, expiry_month, min(lapse_month) as first, max(lapse_month) as last from gold.type_expiry
    where issuer_id = ${issuerId} and card_type_id in (${inList(typeIds)}) group by 1, 2, 3 having min(lapse_month) <= ${last}::date`;
  const cells = known(
    "type_expiry_month",
    facts,
    "card_type_id, sale_year, expiry_month, lapse_month, activity_month",
    sql`activity_month <= ${last}::date and lapse_month <= ${last}::date`,
  );
  const [found, gone] = await Promise.all([
    tx.execute<GroupRow>(sql`
      select card_type_id, sale_year::text, expiry_month::text, first::text, last::text from (${groups}) g`),
    tx.execute<GroupRow & { month: string; gone: string }>(sql`
      select g.card_type_id, g.sale_year::text, g.expiry_month::text, m.month::text,
        sum(k.sold + k.reloaded - k.redeemed - k.refunded - k.fees + k.transferred + k.adjusted - k.escheated) as gone
      from (${groups}) g
      join unnest(${sql.raw(`array[${axis.map((month) => `'${month}'`).join(", ")}]::date[]`)}) m (month)
        on g.first <= m.month and m.month < g.last
      join (${cells}) k on k.card_type_id = g.card_type_id and k.sale_year = g.sale_year and k.expiry_month = g.expiry_month
        and k.activity_month <= m.month and k.lapse_month <= m.month
      where g.first < g.last
      group by 1, 2, 3, 4`),
  ]);
  const goneBy = new Map<string, Map<CivilDate, bigint>>();
  for (const row of gone) {
    const key = lapseKey(row.card_type_id, row.sale_year, row.expiry_month);
    const months = goneBy.get(key) ?? new Map<CivilDate, bigint>();
    goneBy.set(key, months.set(row.month, BigInt(row.gone)));
  }
  return new Map(
    found.map((row) => {
      const key = lapseKey(row.card_type_id, row.sale_year, row.expiry_month);
      return [key, { first: row.first, last: row.last, goneBy: goneBy.get(key) ?? new Map() }];
    }),
  );
}

/** What the books have of each month of sale on the day of a forecast, by card type. */
export async function readCohortsThen(
  tx: Tx,
  facts: FactScope,
  month: CivilDate,
): Promise<Map<number, Map<CivilDate, CohortThen>>> {
  const found = new Map<number, Map<CivilDate, CohortThen>>();
  if (facts.typeIds.length === 0) return found;
  const rows = await tx.execute<{ card_type_id: number; sale_month: string; sold: string; redeemed: string }>(sql`
    select card_type_id, sale_month::text, sum(sold + reloaded - refunded - fees + transferred + adjusted) as sold, sum(redeemed) as redeemed
    from (${known("type_cohort", facts, "card_type_id, sale_month", sql`activity_month <= ${month}::date`)}) k group by 1, 2`);
  for (const row of rows) {
    const own = found.get(row.card_type_id) ?? new Map<CivilDate, CohortThen>();
    found.set(
      row.card_type_id,
      own.set(row.sale_month, { sold: BigInt(row.sold), left: BigInt(row.sold) - BigInt(row.redeemed) }),
    );
  }
  return found;
}
