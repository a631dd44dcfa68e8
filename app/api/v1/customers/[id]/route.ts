import { getCustomer } from "@/lib/cards/queries/customer";
import { customerParams, pathId } from "@/lib/cards/schema";
import { withThirdDates } from "@/lib/escheat/queries/third-date";
import { otherThan, route } from "@/lib/http";
import { plainJson } from "@/lib/plain-json";

export const GET = route({
  permission: "customer.read",
  params: pathId,
  query: customerParams,
  handler: async ({ scope, params, query }) => {
    const customer = await getCustomer(scope, params.id, query);
    const holdings = await withThirdDates(scope, customer.holdings, customer);
    return plainJson({ ...customer, holdings }, scope.issuer.currency);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
