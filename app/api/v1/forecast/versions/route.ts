import { listVersions } from "@/lib/breakage/forecast/queries/versions";
import { versionListParams } from "@/lib/breakage/forecast/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "forecast.read",
  query: versionListParams,
  handler: async ({ scope, query }) => {
    const versions = await listVersions(scope, query.currency ?? scope.issuer.currency, query.limit);
    return { items: versions.map(({ summary: _, ...version }) => version) };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
