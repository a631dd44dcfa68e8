import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { joinsFor } from "@/lib/breakage/queries/cut";
import { type PastCell, type PastGroup, type PastQuarter, pastGroups, pastQuarters, type ThenCell } from "../past";
import { toMinorUnits } from "../rounding";
import { ownDimensions } from "../schema";
import { openNowOf } from "./open-now";
import { conditions, keyOf, memberColumns, type VersionCut } from "./version-cells";

export type Past = {
  readonly past: readonly PastQuarter[];
  /** Null: of merchants, age segments and states no past forecasts are kept, so that there are none by group. */
  readonly pastGroups: readonly PastGroup[] | null;
};

/** Only of the card types that are asked for: a filter by the card's own leaves nothing that could be compared. */
export async function readPast(tx: Tx, cut: VersionCut): Promise<Past> {
  const { by } = cut.params;
  const isKept = !ownDimensions.some((name) => by.includes(name));
  if (ownDimensions.some((name) => cut.params[name] !== undefined)) return { past: [], pastGroups: isKept ? [] : null };
  const cells = await listPast(tx, cut);
  const then = await listThen(tx, cut, [...new Set(cells.map(({ quarter }) => quarter))]);
  return { past: pastQuarters(cells, then), pastGroups: isKept ? pastGroups(cells, then) : null };
}

type Row = Record<string, unknown> & {
  made_on: string;
  card_type_id: number;
  quarter: string;
  cards: number;
  sold: string;
  expected: number;
  actual: string;
  worlds: number[] | null;
};

const typeJoin = joinsFor(["card_type_id"]);
/** What a card's own attributes would need is not joined: rows of types do not have them. */
const typeDimensions = ({ params }: VersionCut) =>
  params.by.filter((name) => !ownDimensions.some((own) => own === name));

/** What the present version's model says with what was known at month ends a year before the quarters' ends. */
async function listPast(tx: Tx, cut: VersionCut): Promise<PastCell[]> {
  const { scope, version, params, segments } = cut;
  const by = typeDimensions(cut);
  const rows = await tx.execute<Row>(sql`
    select distinct on (g.quarter, g.card_type_id) ${memberColumns(by)} g.made_on::text as made_on, g.card_type_id,
      g.quarter::text as quarter, g.cards, g.sold, g.expected, g.actual, g.worlds
    from gold.forecast_past g ${typeJoin}
    where g.issuer_id = ${scope.issuerId} and g.forecast_id = ${version.id}
      and g.made_on <= (g.quarter + interval '3 months' - interval '1 year')::date
      and (g.quarter + interval '3 months')::date <= ${version.dataDate}::date + 1${conditions(scope, version, params, segments)}
    order by g.quarter, g.card_type_id, g.made_on desc`);
  const rounded = toMinorUnits(rows.map(({ expected }) => Number(expected)));
  return rows.map((row, i) => ({ ...cellOf(row, by), breakage: rounded[i] ?? 0n }));
}

/**
 * What was really said a year before each quarter's end: of all versions made by then the one of the newest data, as it was
 * stored. What became of its cards is what the present version knows of the same cohorts; a type of which one is gone since,
 * because its load was taken back or its end changed, cannot be compared and is left out on both sides.
 */
async function listThen(tx: Tx, cut: VersionCut, quarters: readonly string[]): Promise<ThenCell[]> {
  if (quarters.length === 0) return [];
  const { scope, version, params, segments } = cut;
  const by = typeDimensions(cut);
  const rows = await tx.execute<Row & { version: number; data_date: string; breakage: string }>(sql`
    select ${memberColumns(by)} v.id as version, v.made_on, v.data_date, g.card_type_id, g.quarter::text as quarter, g.cards,
      g.sold, g.expected, g.breakage, g.worlds, k.actual
    from jsonb_array_elements_text(${JSON.stringify(quarters)}::jsonb) q (day)
    cross join lateral (
      select f.id, f.data_date::text as data_date, (f.created_at at time zone ${scope.issuer.timeZone})::date::text as made_on
      from gold.forecast f
      where f.issuer_id = ${scope.issuerId} and f.currency = ${version.currency}
        and (f.created_at at time zone ${scope.issuer.timeZone})::date
          < (q.day::date + interval '3 months' - interval '1 year')::date
      order by f.data_date desc, f.id desc limit 1) v
    join gold.forecast_quarter g on g.issuer_id = ${scope.issuerId} and g.forecast_id = v.id and g.quarter = q.day::date
    ${typeJoin}
    cross join lateral (
      select sum(${openNowOf("now")}) as actual, bool_and(now.forecast_id is not null) as is_whole
      from gold.forecast_cohort c
      left join gold.forecast_cohort now on now.issuer_id = c.issuer_id and now.forecast_id = ${version.id}
        and now.card_type_id = c.card_type_id and now.lot = c.lot and now.sale_month = c.sale_month
        and now.expiry_month = c.expiry_month
      where c.issuer_id = ${scope.issuerId} and c.forecast_id = v.id and c.card_type_id = g.card_type_id
        and c.quarter = g.quarter) k
    where k.is_whole${conditions(scope, version, params, segments)}
    order by g.quarter, g.card_type_id`);
  return rows.map((row) => ({
    ...cellOf(row, by),
    breakage: BigInt(row.breakage),
    version: row.version,
    dataDate: row.data_date,
  }));
}

function cellOf(row: Row, by: ReturnType<typeof typeDimensions>): Omit<PastCell, "breakage"> {
  const members = Object.fromEntries(
    by.map((name, i) => [name, { id: String(row[`id${i}`] ?? ""), name: String(row[`name${i}`] ?? "") }]),
  );
  return {
    key: keyOf(by.map((name) => members[name]?.id ?? "")),
    members,
    madeOn: row.made_on,
    cardTypeId: row.card_type_id,
    quarter: row.quarter,
    cards: Number(row.cards),
    sold: BigInt(row.sold),
    redeemed: 0n,
    open: BigInt(row.sold),
    expected: Number(row.expected),
    actual: BigInt(row.actual),
    worlds: row.worlds,
  };
}
