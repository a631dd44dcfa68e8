import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { ageSegment, brand, cardType, merchant } from "@/db/schema/programme";
import { cardTypes } from "./card-types";
import { ageSegments } from "./people";
import { brands, type DemoMerchant, type DemoType, FIRST_MONTH, MONTHS, merchants } from "./programme";

/** Sales by calendar month, January first: the holidays, and a smaller crest in May and June. */
const SEASON = [0.7, 0.95, 0.75, 0.8, 1.15, 1.1, 0.75, 0.75, 0.8, 0.9, 1.6, 3.2];
/** Growth per month: about a tenth a year. */
const GROWTH = 1.008;

/** Running shares that end at 1: where a draw falls names the entry. */
export function runningShares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum / total;
  });
}

export const monthShares = runningShares(
  Array.from({ length: MONTHS }, (_, i) => (SEASON[(Number(FIRST_MONTH.slice(5, 7)) - 1 + i) % 12] ?? 1) * GROWTH ** i),
);
export const typeShares = runningShares(cardTypes.map((type) => type.weight));

/** Share of all months' sales up to the type's last month. */
function shareOfMonths(lastMonth: string | null): number {
  if (lastMonth === null) return 1;
  const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return monthShares[months(lastMonth) - months(FIRST_MONTH)] ?? 1;
}

/** Foreign cards are held by people there: shares of the row of people, see `people-rows.ts`. */
const holdersOf: Readonly<Record<string, readonly [number, number]>> = {
  JPY: [0, 0.03],
  EUR: [0.03, 0.07],
  KWD: [0.07, 0.08],
};

/** Brands, merchants, card types and age segments, and beside them `seed_type`: what the generator must know of a type. */
export async function insertProgramme(tx: Tx, issuerId: number): Promise<void> {
  const brandIds = new Map(
    (
      await tx
        .insert(brand)
        .values(brands.map(({ code, name }) => ({ issuerId, code, name })))
        .returning()
    ).map((row) => [row.code, row.id] as const),
  );
  const merchantIds = new Map(
    (
      await tx
        .insert(merchant)
        .values(merchants.map(({ brand: _, ...rest }) => ({ issuerId, ...rest })))
        .returning()
    ).map((row) => [row.code, row.id] as const),
  );
  const stored = await tx
    .insert(cardType)
    .values(cardTypes.map((type) => row(issuerId, type, brandIds.get(type.brand) ?? null, merchantIds)))
    .returning({ id: cardType.id, code: cardType.code });
  const typeIds = new Map(stored.map(({ id, code }) => [code, id] as const));
  await tx.insert(ageSegment).values(ageSegments.map((segment) => ({ issuerId, ...segment })));
  const ids = (list: readonly DemoMerchant[]) => list.map(({ code }) => merchantIds.get(code) ?? 0);
  const known = cardTypes.map((type, i) => ({
    i,
    id: typeIds.get(type.code),
    code: type.code,
    brand: type.brand,
    model: type.model,
    medium: type.medium ?? "unknown",
    currency: type.currency,
    never_used: brands.find(({ code }) => code === type.brand)?.neverUsed ?? 0,
    validity: type.validity,
    funds: type.funds,
    reloadable: type.reloadable,
    fees: type.fees,
    cash: type.cash,
    promotional: type.promotional,
    faces: type.faces,
    month_share: shareOfMonths(type.lastMonth),
    holders_from: holdersOf[type.currency]?.[0] ?? 0,
    holders_to: holdersOf[type.currency]?.[1] ?? 1,
    sellers: ids(sellersOf(type)),
    shops: ids(shopsOf(type)),
  }));
  await tx.execute(sql`
    create temp table seed_type on commit drop as
    select * from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as t (
      i int, id int, code text, brand text, model text, medium text, currency text, never_used float8, validity int,
      funds int, reloadable boolean, fees boolean, cash boolean, promotional boolean, faces bigint[],
      month_share float8, holders_from float8, holders_to float8, sellers int[], shops int[])`);
}

function row(issuerId: number, type: DemoType, brandId: number | null, merchantIds: ReadonlyMap<string, number>) {
  const own = merchants.find((one) => one.brand === type.brand);
  return {
    issuerId,
    code: type.code,
    name: type.name,
    brandId,
    merchantId: type.model === "closed" && own ? (merchantIds.get(own.code) ?? null) : null,
    businessModel: type.model,
    category: type.category,
    medium: type.medium,
    currency: type.currency,
    validityDays: type.validity,
    fundsValidityDays: type.funds,
    reloadable: type.reloadable,
    hasExpiry: type.validity !== null,
    fundsExpire: type.funds !== null,
    hasFees: type.fees,
    cashRedeemable: type.cash,
    promotional: type.promotional,
    issuerType: type.issuerType,
  };
}

/** A brand sells its own cards and, unless they are bonuses, so do the shops of no brand. */
function sellersOf(type: DemoType): DemoMerchant[] {
  return merchants.filter((one) => one.brand === type.brand || (one.brand === null && !type.promotional));
}

function shopsOf(type: DemoType): DemoMerchant[] {
  const own = merchants.filter((one) => one.brand === type.brand);
  if (type.model === "closed") return own;
  if (type.model === "open") return [...merchants];
  const kinds = new Set(own.map((one) => one.bcc));
  const partners = merchants.filter((one) => one.brand !== type.brand && one.brand !== null);
  // A semi-closed card of the house goes at every brand; a brand's own also at its neighbours of the same trade.
  return type.brand === "HV" ? [...own, ...partners] : [...own, ...partners.filter((one) => kinds.has(one.bcc))];
}
