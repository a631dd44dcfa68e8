import { type SQL, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Member } from "@/lib/breakage/report";
import type { Scope } from "@/lib/identity/scope";
import { type BusinessModel, type IssuerType, type Medium, UNKNOWN } from "../constants";
import { decodeCursor, encodeCursor, type Place } from "../cursor";
import { type CatalogueParams, cataloguePlace } from "../schema";

export type CataloguePage<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

export type CatalogueType = Member & {
  readonly brand: Member | null;
  readonly businessModel: BusinessModel | typeof UNKNOWN;
  readonly category: string;
  readonly medium: Medium | typeof UNKNOWN;
  readonly currency: string;
  readonly validityDays: number | null;
  readonly fundsValidityDays: number | null;
  /** Null: the source did not say. */
  readonly reloadable: boolean | null;
  readonly hasExpiry: boolean | null;
  readonly fundsExpire: boolean | null;
  readonly hasFees: boolean | null;
  readonly cashRedeemable: boolean | null;
  readonly promotional: boolean | null;
  readonly issuerType: IssuerType | null;
};
export type CatalogueMerchant = Member & { readonly mcc: string | null; readonly bcc: string | null };

type TypeRow = {
  code: string;
  name: string;
  brand_code: string | null;
  brand_name: string | null;
  business_model: BusinessModel | null;
  category: string | null;
  medium: Medium | null;
  currency: string;
  validity_days: number | null;
  funds_validity_days: number | null;
  reloadable: boolean | null;
  has_expiry: boolean | null;
  funds_expire: boolean | null;
  has_fees: boolean | null;
  cash_redeemable: boolean | null;
  promotional: boolean | null;
  issuer_type: IssuerType | null;
};

export function listTypesByCode(scope: Scope, params: CatalogueParams): Promise<CataloguePage<CatalogueType>> {
  const columns =
    sql.raw(`e.code, e.name, b.code as brand_code, b.name as brand_name, e.business_model, e.category, e.medium,
    e.currency, e.validity_days, e.funds_validity_days, e.reloadable, e.has_expiry, e.funds_expire, e.has_fees,
    e.cash_redeemable, e.promotional, e.issuer_type`);
  const from = sql.raw(
    "silver.card_type e left join silver.brand b on b.issuer_id = e.issuer_id and b.id = e.brand_id",
  );
  return readPage(scope, params, cataloguePlace.types, columns, from, (row: TypeRow) => ({
    id: row.code,
    name: row.name,
    brand: row.brand_code === null ? null : { id: row.brand_code, name: row.brand_name ?? row.brand_code },
    businessModel: row.business_model ?? UNKNOWN,
    category: row.category ?? UNKNOWN,
    medium: row.medium ?? UNKNOWN,
    currency: row.currency,
    validityDays: row.validity_days,
    fundsValidityDays: row.funds_validity_days,
    reloadable: row.reloadable,
    hasExpiry: row.has_expiry,
    fundsExpire: row.funds_expire,
    hasFees: row.has_fees,
    cashRedeemable: row.cash_redeemable,
    promotional: row.promotional,
    issuerType: row.issuer_type,
  }));
}

export function listBrandsByCode(scope: Scope, params: CatalogueParams): Promise<CataloguePage<Member>> {
  const shape = (row: { code: string; name: string }) => ({ id: row.code, name: row.name });
  return readPage(scope, params, cataloguePlace.brands, sql.raw("e.code, e.name"), sql.raw("silver.brand e"), shape);
}

export function listMerchantsByCode(scope: Scope, params: CatalogueParams): Promise<CataloguePage<CatalogueMerchant>> {
  type Row = { code: string; name: string; mcc: string | null; bcc: string | null };
  const shape = (row: Row) => ({ id: row.code, name: row.name, mcc: row.mcc, bcc: row.bcc });
  return readPage(
    scope,
    params,
    cataloguePlace.merchants,
    sql.raw("e.code, e.name, e.mcc, e.bcc"),
    sql.raw("silver.merchant e"),
    shape,
  );
}

/** By code, which is unique for an issuer: a page begins where the last one ended, whatever was added meanwhile. */
function readPage<Row extends Record<string, unknown>, T extends Member>(
  scope: Scope,
  { cursor, limit }: CatalogueParams,
  place: Place,
  columns: SQL,
  from: SQL,
  shape: (row: Row) => T,
): Promise<CataloguePage<T>> {
  const [after] = cursor ? decodeCursor(cursor, place) : [];
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx.execute<Row>(sql`
        select ${columns} from ${from}
        where e.issuer_id = ${scope.issuerId} ${after === undefined ? sql`` : sql`and e.code > ${after}`}
        order by e.code limit ${limit + 1}`);
      const items = (rows as readonly Row[]).slice(0, limit).map(shape);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor(place, [last.id]) : null };
    },
    { readOnly: true },
  );
}
