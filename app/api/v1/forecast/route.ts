import { forecastJson } from "@/lib/breakage/forecast/json";
import { startForecast } from "@/lib/breakage/forecast/mutations/start";
import { getForecastParts } from "@/lib/breakage/forecast/queries/report";
import { forecastParams, makeForecastInput } from "@/lib/breakage/forecast/schema";
import { NotFound } from "@/lib/errors";
import { json, otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "forecast.read",
  query: forecastParams,
  handler: async ({ scope, query }) => {
    const report = await getForecastParts(scope, query);
    if (!report.version) throw new NotFound(query.version ? "This version" : "A forecast of data up to this day");
    return forecastJson(report);
  },
});

/** Queues a run that makes a version of every currency, and answers with the run to be watched. */
export const POST = route({
  permission: "forecast.make",
  body: makeForecastInput,
  handler: async ({ scope, body }) => json(await startForecast(scope, body), 202),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
