import { getSecondOpinion } from "@/lib/breakage/forecast/queries/second-opinion";
import { getTypeInVersion } from "@/lib/breakage/forecast/queries/type-in-version";
import { opinionJson } from "@/lib/breakage/forecast-view/opinion-json";
import { typePath, typeQuery } from "@/lib/breakage/forecast-view/schema";
import { otherThan, route } from "@/lib/http";
import { fileOrJson } from "../file-or-json";

export const GET = route({
  permission: "forecast.read",
  params: typePath,
  query: typeQuery,
  handler: ({ scope, params: { id }, query }) =>
    fileOrJson(scope, { table: "forecast-type-opinion", id, query }, async () => {
      const page = await getTypeInVersion(scope, id, query);
      return opinionJson(page, await getSecondOpinion(scope, page));
    }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
