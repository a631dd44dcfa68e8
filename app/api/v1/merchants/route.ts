import { listMerchantsByCode } from "@/lib/cards/queries/catalogue";
import { catalogueParams } from "@/lib/cards/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "card.read",
  query: catalogueParams.merchants,
  handler: ({ scope, query }) => listMerchantsByCode(scope, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
