import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { brand, cardType } from "@/db/schema/programme";
import type { Scope } from "@/lib/identity/scope";
import type { CardKind } from "../card-facts";
import { kindOf, type TypeFlags } from "../card-kind";

export type EscheatType = TypeFlags & {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly brand: { readonly code: string; readonly name: string } | null;
};

/** The issuer's card types with what the law asks of them. */
export async function listEscheatTypes(tx: Tx, scope: Scope): Promise<EscheatType[]> {
  const rows = await tx
    .select({
      id: cardType.id,
      code: cardType.code,
      name: cardType.name,
      brandCode: brand.code,
      brandName: brand.name,
      businessModel: cardType.businessModel,
      medium: cardType.medium,
      hasExpiry: cardType.hasExpiry,
      fundsExpire: cardType.fundsExpire,
      hasFees: cardType.hasFees,
      cashRedeemable: cardType.cashRedeemable,
      promotional: cardType.promotional,
      issuerType: cardType.issuerType,
      currency: cardType.currency,
    })
    .from(cardType)
    .leftJoin(brand, eq(brand.id, cardType.brandId))
    .where(eq(cardType.issuerId, scope.issuerId))
    .orderBy(cardType.id);
  return rows.map(({ brandCode, brandName, ...type }) => ({
    ...type,
    brand: brandCode === null ? null : { code: brandCode, name: brandName ?? brandCode },
  }));
}

export const kindsOf = (types: readonly EscheatType[]): ReadonlyMap<number, CardKind> =>
  new Map(types.map((type) => [type.id, kindOf(type)]));
