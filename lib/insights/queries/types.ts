import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { named } from "@/lib/breakage/groups";
import { basisOf, type Context, readContext } from "@/lib/breakage/queries/context";
import { inList } from "@/lib/breakage/queries/wanted";
import type { Basis } from "@/lib/breakage/report";
import { businessModels, UNKNOWN } from "@/lib/cards/constants";
import { type Period, trailingDays } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { defaultDays, PERCENTILE } from "../constants";
import type { Percentile, RankedType, TopByModel, TopTypes } from "../insight";
import { percentile, ranked, roundFraction } from "../rank";
import type { InsightParams, PercentileParams } from "../schema";

type SoldType = Omit<RankedType, "rank">;

/** Card types by number of sales or by gross volume in the window. The total is that of all types, ranked or not. */
export async function getTopTypes(scope: Scope, params: InsightParams, by: "count" | "volume"): Promise<TopTypes> {
  const { basis, types } = await readSoldTypes(scope, params, defaultDays[`top-types-by-${by}`]);
  const order = by === "count" ? bySales : byVolume;
  const rows = ranked(types, order, idOf).slice(0, params.limit);
  return { ...basis, rows, count: types.length, total: totalOf(types) };
}

/** Card types whose gross sales reach the 90th percentile of all types that sold anything in the window. */
export async function getPercentile(scope: Scope, params: PercentileParams): Promise<Percentile> {
  const { basis, types } = await readSoldTypes(scope, params, defaultDays["percentile-90"]);
  const limit = percentile(types.map(byVolume), PERCENTILE);
  const rows = ranked(types, byVolume, idOf).filter(
    (row) => limit && row.volume * limit.denominator >= limit.numerator,
  );
  return {
    ...basis,
    rows,
    count: rows.length,
    total: totalOf(types),
    percentile: PERCENTILE,
    threshold: limit && roundFraction(limit),
  };
}

/** The best sellers of each business model, by gross volume; two spellings of a model were made one on import. */
export async function getTopByModel(scope: Scope, params: InsightParams): Promise<TopByModel> {
  const { basis, types } = await readSoldTypes(scope, params, defaultDays["top-by-business-model"]);
  const rows = [...businessModels, UNKNOWN].flatMap((id) => {
    const own = types.filter((type) => type.businessModel === id);
    const model = named("business-model", { id, name: id });
    const best = ranked(own, byVolume, idOf).slice(0, params.limit);
    return best.map(({ businessModel: _, ...type }) => ({ model, ...type }));
  });
  return { ...basis, rows, count: types.length, total: totalOf(types) };
}

const bySales = (type: SoldType) => BigInt(type.sales);
const byVolume = (type: SoldType) => type.volume;
const idOf = (type: SoldType) => type.cardType.id;
const totalOf = (types: readonly SoldType[]) => ({
  sales: types.reduce((sum, type) => sum + type.sales, 0),
  volume: types.reduce((sum, type) => sum + type.volume, 0n),
});

function readSoldTypes(scope: Scope, params: PercentileParams, usualDays: number) {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const { asOf, knownAt, currency } = basisOf(scope, context, params);
      const basis: Basis = { asOf, knownAt, currency, period: trailingDays(asOf, params.days ?? usualDays) };
      return { basis, types: await readTypes(tx, context, basis) };
    },
    { readOnly: true },
  );
}

type Row = {
  code: string;
  name: string;
  brand_code: string | null;
  brand_name: string | null;
  business_model: string | null;
  sales: string;
  volume: string;
};

async function readTypes(tx: Tx, context: Context, { currency, period }: Basis): Promise<SoldType[]> {
  const rows = await tx.execute<Row>(sql`
    select y.code, y.name, b.code as brand_code, b.name as brand_name, y.business_model, d.sales, d.volume
    from (${salesQuery(context, period)}) d
    join silver.card_type y on y.id = d.card_type_id
    left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id
    where y.currency = ${currency} and (d.sales <> 0 or d.volume <> 0)`);
  return rows.map((row) => ({
    cardType: { id: row.code, name: row.name },
    brand: { id: row.brand_code ?? UNKNOWN, name: row.brand_name ?? "Unknown" },
    businessModel: row.business_model ?? UNKNOWN,
    sales: Number(row.sales),
    volume: BigInt(row.volume),
  }));
}

/**
 * Sales in the window, less those that were not known yet. A voided sale is no sale: it counts on the day of the sale that it
 * takes back, as soon as the void is known.
 */
function salesQuery({ issuerId, laterBatches }: Context, { from, to }: Period): SQL {
  const where = sql`issuer_id = ${issuerId} and day between ${from}::date and ${to}::date`;
  const unknown = laterBatches
    ? sql` union all select card_type_id, -cards, -sold from gold.type_day_delta where ${where} and batch_id in (${inList(laterBatches)})`
    : sql``;
  return sql`select card_type_id, sum(cards) as sales, sum(sold) as volume
    from (select card_type_id, cards, sold from gold.type_day where ${where}${unknown}) p group by card_type_id`;
}
