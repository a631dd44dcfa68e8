import { getCard } from "@/lib/cards/queries/card";
import { cardParams, pathId } from "@/lib/cards/schema";
import { route } from "@/lib/http";
import { plainJson } from "@/lib/plain-json";

export const GET = route({
  permission: "card.read",
  params: pathId,
  query: cardParams,
  handler: async ({ scope, params, query }) => {
    const life = await getCard(scope, params.id, query);
    return plainJson(life, life.card.currency);
  },
});
