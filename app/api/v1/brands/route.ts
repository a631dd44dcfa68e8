import { listBrandsByCode } from "@/lib/cards/queries/catalogue";
import { catalogueParams } from "@/lib/cards/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "card.read",
  query: catalogueParams.brands,
  handler: ({ scope, query }) => listBrandsByCode(scope, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
