import { outlookAt } from "@/lib/breakage/card-score/card-score";
import { outlookJson } from "@/lib/breakage/card-score/json";
import { findCardOutlook } from "@/lib/breakage/card-score/queries/card-score";
import { getCard } from "@/lib/cards/queries/card";
import { cardParams, pathId } from "@/lib/cards/schema";
import { findCardDetermination } from "@/lib/escheat/queries/card-determination";
import { dated, escheatOf, escheatRule } from "@/lib/escheat/third-date";
import { otherThan, route } from "@/lib/http";
import { may } from "@/lib/identity/scope";
import { plainJson } from "@/lib/plain-json";

export const GET = route({
  permission: "card.read",
  params: pathId,
  query: cardParams,
  handler: async ({ scope, params, query }) => {
    const [{ activeOn: _, ...life }, found, outlook] = await Promise.all([
      getCard(scope, params.id, query),
      findCardDetermination(scope, params.id, query),
      may(scope, "forecast.read") ? findCardOutlook(scope, params.id) : null,
    ]);
    const score = outlook && outlookJson(outlookAt(outlook, life));
    const escheat = escheatRule(found, life.card.escheatGivenOn);
    return plainJson({ ...life, card: dated(life.card, escheatOf(found)), escheat, score }, life.card.currency);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
