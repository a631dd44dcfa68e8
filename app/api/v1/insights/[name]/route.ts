import { z } from "zod";
import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { lapseParams } from "@/lib/cards/schema";
import { Forbidden } from "@/lib/errors";
import { route } from "@/lib/http";
import { may } from "@/lib/identity/scope";
import { getInsight } from "@/lib/insights/queries/insight";
import { insightParams } from "@/lib/insights/schema";
import { insightPath } from "@/lib/openapi/operations/reads";
import { plainJson } from "@/lib/plain-json";
import { parseInput } from "@/lib/validation";

export const GET = route({
  permission: "insight.read",
  params: insightPath,
  // Each insight has its own parameters, known only once its name is.
  query: z.record(z.string(), z.string()),
  handler: async ({ scope, params: { name }, query }) => {
    if (name === "about-to-lapse") {
      // Names people.
      if (!may(scope, "customer.read")) throw new Forbidden();
      const losses = await getAboutToLapse(scope, parseInput(lapseParams, query));
      return plainJson(losses, losses.currency);
    }
    const insight = await getInsight(scope, name, parseInput(insightParams, query));
    return plainJson(insight, insight.currency);
  },
});
