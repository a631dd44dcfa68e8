import { getBacktest } from "@/lib/breakage/forecast/queries/versions";
import { backtestParams } from "@/lib/breakage/forecast/schema";
import { backtestJson } from "@/lib/breakage/forecast-view/back-test-json";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "forecast.read",
  query: backtestParams,
  handler: async ({ scope, query }) => backtestJson(await getBacktest(scope, query)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
