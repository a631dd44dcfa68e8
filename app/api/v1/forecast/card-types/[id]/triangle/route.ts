import { getTypeInVersion } from "@/lib/breakage/forecast/queries/type-in-version";
import { triangleQuery, typePath } from "@/lib/breakage/forecast-view/schema";
import { triangleJson } from "@/lib/breakage/forecast-view/triangle-json";
import { otherThan, route } from "@/lib/http";
import { fileOrJson } from "../file-or-json";

export const GET = route({
  permission: "forecast.read",
  params: typePath,
  query: triangleQuery,
  handler: ({ scope, params: { id }, query }) =>
    fileOrJson(scope, { table: "forecast-type-triangle", id, query }, async () =>
      triangleJson(await getTypeInVersion(scope, id, query), query.period),
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
