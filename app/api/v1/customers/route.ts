import { listCustomers } from "@/lib/cards/queries/customer";
import { customerListParams } from "@/lib/cards/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "customer.read",
  query: customerListParams,
  handler: ({ scope, query }) => listCustomers(scope, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
