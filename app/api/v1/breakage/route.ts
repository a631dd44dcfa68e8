import { breakageJson } from "@/lib/breakage/json";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "breakage.read",
  query: breakageParams,
  handler: async ({ scope, query }) => breakageJson(await getBreakage(scope, query)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
