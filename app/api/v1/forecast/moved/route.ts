import { getMovedBetween } from "@/lib/breakage/forecast/queries/moved-between";
import { movedJson } from "@/lib/breakage/forecast-view/moved-json";
import { movedQuery } from "@/lib/breakage/forecast-view/schema";
import { exportAnswer } from "@/lib/export/answer";
import { otherThan, route } from "@/lib/http";
import { requireAll } from "@/lib/identity/scope";

export const GET = route({
  permission: "forecast.read",
  query: movedQuery,
  handler: async ({ scope, query }) => {
    // Before the arithmetic, which is long.
    if (query.format === "csv") requireAll(scope, "export.create");
    const found = await getMovedBetween(scope, query);
    if (query.format === "json") return movedJson(found);
    const address = { by: query.by, before: String(found.before.id), after: String(found.after.id) };
    return exportAnswer(scope, { table: "forecast-moved", format: "csv", address });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
