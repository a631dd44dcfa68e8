import { getBacktest } from "@/lib/breakage/forecast/queries/versions";
import { backtestParams } from "@/lib/breakage/forecast/schema";
import { route } from "@/lib/http";

export const GET = route({
  permission: "forecast.read",
  query: backtestParams,
  handler: ({ scope, query }) => getBacktest(scope, query),
});
