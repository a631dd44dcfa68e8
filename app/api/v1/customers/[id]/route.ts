import { getCustomer } from "@/lib/cards/queries/customer";
import { customerParams, pathId } from "@/lib/cards/schema";
import { otherThan, route } from "@/lib/http";
import { plainJson } from "@/lib/plain-json";

export const GET = route({
  permission: "customer.read",
  params: pathId,
  query: customerParams,
  handler: async ({ scope, params, query }) =>
    plainJson(await getCustomer(scope, params.id, query), scope.issuer.currency),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
