import { listCustomers } from "@/lib/cards/queries/customer";
import { customerListParams } from "@/lib/cards/schema";
import { route } from "@/lib/http";

export const GET = route({
  permission: "customer.read",
  query: customerListParams,
  handler: ({ scope, query }) => listCustomers(scope, query),
});
