import { listCards } from "@/lib/cards/queries/list";
import { cardListParams } from "@/lib/cards/schema";
import { withThirdDates } from "@/lib/escheat/queries/third-date";
import { otherThan, route } from "@/lib/http";
import { plainJson } from "@/lib/plain-json";

export const GET = route({
  permission: "card.read",
  query: cardListParams,
  handler: async ({ scope, query }) => {
    const page = await listCards(scope, query);
    return plainJson({ ...page, items: await withThirdDates(scope, page.items, page) }, page.currency);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
