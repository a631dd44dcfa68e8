import { listVersions } from "@/lib/breakage/forecast/queries/versions";
import { versionListParams } from "@/lib/breakage/forecast/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "forecast.read",
  query: versionListParams,
  handler: async ({ scope, query }) => ({
    items: await listVersions(scope, query.currency ?? scope.issuer.currency, query.limit),
  }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
