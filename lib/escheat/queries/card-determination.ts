import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { basisOf } from "@/lib/breakage/queries/context";
import type { CardParams } from "@/lib/cards/schema";
import { Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { PropertyKind } from "../constants";
import type { Determination } from "../determination";
import { determine } from "../determine";
import { propertyOf } from "../forecast/foresee";
import { factsOf } from "../open-card";
import { readBasis } from "./basis";
import { findOpenCard } from "./cards";

export type CardDetermination = {
  readonly determination: Determination;
  readonly property: PropertyKind | null;
  readonly currency: string;
  readonly balance: bigint;
};

/** Why nothing can be said: an own rule that can no longer be read stops every determination. */
export type NoDetermination = { readonly fault: string };

type CardDates = Pick<CardParams, "asOf" | "knownAt">;

/**
 * What the law says of one card on the page's dates, with every reason. The owner's address and the rules are those of
 * today. Null where nothing of the card was known by then, and for one that is none of the issuer's.
 */
export async function findCardDetermination(
  scope: Scope,
  sourceId: string,
  params: CardDates,
): Promise<CardDetermination | NoDetermination | null> {
  try {
    return await readDetermination(scope, sourceId, params);
  } catch (error) {
    if (error instanceof Invalid) return { fault: error.message };
    throw error;
  }
}

function readDetermination(scope: Scope, sourceId: string, params: CardDates): Promise<CardDetermination | null> {
  return withScope(
    scope,
    async (tx) => {
      const [key] = await tx.execute<{ customer: string; card: string }>(sql`
        select customer_id as customer, card_id as card from app.card_key
        where issuer_id = ${scope.issuerId} and source_id = ${sourceId}`);
      if (!key) return null;
      const basis = await readBasis(tx, scope, { knownAt: params.knownAt });
      const { asOf } = basisOf(scope, basis.context, params);
      const ids = { customerId: Number(key.customer), cardId: Number(key.card) };
      const card = await findOpenCard(tx, basis.context, { asOf, ...ids });
      const kind = card && basis.kinds.get(card.cardTypeId);
      if (!card || !kind) return null;
      return {
        determination: determine(factsOf(card, kind, sourceId), basis.issuer, basis.rulebook, { asOf }),
        property: propertyOf(basis, card),
        currency: kind.currency,
        balance: card.balance,
      };
    },
    { readOnly: true },
  );
}
