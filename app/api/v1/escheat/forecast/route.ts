import { NotFound } from "@/lib/errors";
import { escheatJson } from "@/lib/escheat/forecast/json";
import { escheatParams, makeEscheatInput } from "@/lib/escheat/forecast/schema";
import { startEscheatForecast } from "@/lib/escheat/mutations/start-forecast";
import { getEscheatForecast } from "@/lib/escheat/queries/forecast";
import { json, otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  query: escheatParams,
  handler: async ({ scope, query }) => {
    const report = await getEscheatForecast(scope, query);
    if (!report.version) throw new NotFound(query.version ? "This version" : "An escheat forecast as of this day");
    return escheatJson(report);
  },
});

/** Queues a run that makes a version of every currency, and answers with the run to be watched. */
export const POST = route({
  permission: "escheat.forecast",
  body: makeEscheatInput,
  handler: async ({ scope, body }) => json(await startEscheatForecast(scope, body), 202),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
