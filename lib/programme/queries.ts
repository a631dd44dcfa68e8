import { and, asc, eq, ilike, or, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { ageSegment, brand, cardType } from "@/db/schema/programme";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { Segment } from "./segments";

export type BrandRow = { id: number; code: string; name: string; cardTypes: number };

export function listBrands(scope: Scope, limit = 500): Promise<BrandRow[]> {
  return withScope(
    scope,
    (tx) =>
      tx
        .select({
          id: brand.id,
          code: brand.code,
          name: brand.name,
          cardTypes: sql<number>`count(${cardType.id})::int`,
        })
        .from(brand)
        .leftJoin(cardType, and(eq(cardType.issuerId, brand.issuerId), eq(cardType.brandId, brand.id)))
        .where(eq(brand.issuerId, scope.issuerId))
        .groupBy(brand.id)
        .orderBy(asc(brand.name), asc(brand.id))
        .limit(limit),
    { readOnly: true },
  );
}

const columns = {
  id: cardType.id,
  code: cardType.code,
  name: cardType.name,
  brandId: cardType.brandId,
  brandName: brand.name,
  businessModel: cardType.businessModel,
  category: cardType.category,
  medium: cardType.medium,
  currency: cardType.currency,
  validityDays: cardType.validityDays,
  fundsValidityDays: cardType.fundsValidityDays,
  reloadable: cardType.reloadable,
  hasExpiry: cardType.hasExpiry,
  fundsExpire: cardType.fundsExpire,
  hasFees: cardType.hasFees,
  cashRedeemable: cardType.cashRedeemable,
  promotional: cardType.promotional,
  issuerType: cardType.issuerType,
  updatedAt: cardType.updatedAt,
};
export type CardTypeRow = Omit<typeof cardType.$inferSelect, "issuerId" | "merchantId" | "batchId"> & {
  brandName: string | null;
};
export const CARD_TYPE_PAGE = 100;

/** Card types by name; `search` matches a part of name or code. */
export function listCardTypes(scope: Scope, search: string, limit = CARD_TYPE_PAGE): Promise<CardTypeRow[]> {
  const part = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return withScope(
    scope,
    (tx) =>
      tx
        .select(columns)
        .from(cardType)
        .leftJoin(brand, and(eq(brand.issuerId, cardType.issuerId), eq(brand.id, cardType.brandId)))
        .where(
          and(
            eq(cardType.issuerId, scope.issuerId),
            search === "" ? undefined : or(ilike(cardType.name, part), ilike(cardType.code, part)),
          ),
        )
        .orderBy(asc(cardType.name), asc(cardType.id))
        .limit(limit),
    { readOnly: true },
  );
}

/** @throws NotFound for an absent one and for another issuer's. */
export async function getCardType(scope: Scope, cardTypeId: number): Promise<CardTypeRow> {
  const [row] = await withScope(
    scope,
    (tx) =>
      tx
        .select(columns)
        .from(cardType)
        .leftJoin(brand, and(eq(brand.issuerId, cardType.issuerId), eq(brand.id, cardType.brandId)))
        .where(and(eq(cardType.issuerId, scope.issuerId), eq(cardType.id, cardTypeId))),
    { readOnly: true },
  );
  if (!row) throw new NotFound("This card type");
  return row;
}

export function listAgeSegments(scope: Scope): Promise<Segment[]> {
  return withScope(
    scope,
    (tx) =>
      tx
        .select({ name: ageSegment.name, fromAge: ageSegment.fromAge, toAge: ageSegment.toAge })
        .from(ageSegment)
        .where(eq(ageSegment.issuerId, scope.issuerId))
        .orderBy(asc(ageSegment.fromAge)),
    { readOnly: true },
  );
}
