import { z } from "zod";
import { otherThan, route } from "@/lib/http";
import { requireAll } from "@/lib/identity/scope";
import { insightJson } from "@/lib/insights/json";
import { getInsight } from "@/lib/insights/queries/insight";
import { insightPath } from "@/lib/openapi/operations/reads";

export const GET = route({
  permission: "insight.read",
  params: insightPath,
  // Each insight has its own parameters, known only once its name is.
  query: z.record(z.string(), z.string()),
  handler: async ({ scope, params: { name }, query }) => {
    // Names people.
    if (name === "about-to-lapse") requireAll(scope, "customer.read");
    return insightJson(await getInsight(scope, name, query));
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
