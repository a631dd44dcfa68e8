import { getCutOfVersion } from "@/lib/breakage/forecast/queries/cut-of-version";
import { cutTriangleJson } from "@/lib/breakage/forecast-view/cut-triangle-json";
import { cutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import { otherThan, route } from "@/lib/http";

/** The triangle of a brand, a category, a medium, or of all card types together: of value or of numbers. */
export const GET = route({
  permission: "forecast.read",
  query: cutTriangleQuery,
  handler: async ({ scope, query }) => cutTriangleJson(await getCutOfVersion(scope, query), query.period),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
