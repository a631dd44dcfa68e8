import { and, asc, eq, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { card } from "@/db/schema/card";
import { cardType } from "@/db/schema/programme";
import type { LoadScope } from "../plan";

const SHOWN = 50;

/** The first cards that came with a batch, by their own ids, and how many there are. */
export async function listBatchCards(scope: LoadScope, batchId: number) {
  const mine = and(eq(card.issuerId, scope.issuerId), eq(card.batchId, batchId));
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx
        .select({
          id: card.sourceId,
          typeName: cardType.name,
          currency: cardType.currency,
          soldOn: card.soldOn,
          expiresOn: card.cardExpiresOn,
        })
        .from(card)
        .innerJoin(cardType, and(eq(cardType.id, card.cardTypeId), eq(cardType.issuerId, card.issuerId)))
        .where(mine)
        .orderBy(asc(card.sourceId))
        .limit(SHOWN);
      const [count] = await tx.select({ n: sql<number>`count(*)::int` }).from(card).where(mine);
      return { rows, total: count?.n ?? 0 };
    },
    { readOnly: true },
  );
}
export type BatchCards = Awaited<ReturnType<typeof listBatchCards>>;
