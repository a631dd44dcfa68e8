import { listEvents } from "@/lib/cards/queries/events";
import { eventListParams } from "@/lib/cards/schema";
import { otherThan, route } from "@/lib/http";
import { plainJson } from "@/lib/plain-json";

export const GET = route({
  permission: "card.read",
  query: eventListParams,
  handler: async ({ scope, query }) => {
    const page = await listEvents(scope, query);
    return plainJson(page, page.currency);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
