import { getTypeInVersion } from "@/lib/breakage/forecast/queries/type-in-version";
import { typePath, typeQuery } from "@/lib/breakage/forecast-view/schema";
import { factorsJson } from "@/lib/breakage/forecast-view/triangle-json";
import { otherThan, route } from "@/lib/http";
import { fileOrJson } from "../file-or-json";

export const GET = route({
  permission: "forecast.read",
  params: typePath,
  query: typeQuery,
  handler: ({ scope, params: { id }, query }) =>
    fileOrJson(scope, { table: "forecast-type-factors", id, query }, async () =>
      factorsJson(await getTypeInVersion(scope, id, query)),
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
