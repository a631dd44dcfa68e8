import { listTypesByCode } from "@/lib/cards/queries/catalogue";
import { catalogueParams } from "@/lib/cards/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "card.read",
  query: catalogueParams.types,
  handler: ({ scope, query }) => listTypesByCode(scope, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
