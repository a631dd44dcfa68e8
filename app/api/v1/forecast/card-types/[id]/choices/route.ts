import { getTypeChoices } from "@/lib/breakage/forecast/queries/type-page";
import { choicesJson } from "@/lib/breakage/forecast-view/choices-json";
import { choicesQuery, typePath } from "@/lib/breakage/forecast-view/schema";
import { otherThan, route } from "@/lib/http";
import { fileOrJson } from "../file-or-json";

export const GET = route({
  permission: "forecast.read",
  params: typePath,
  query: choicesQuery,
  handler: ({ scope, params: { id }, query }) =>
    fileOrJson(scope, { table: "forecast-type-choices", id, query }, async () =>
      choicesJson(await getTypeChoices(scope, id)),
    ),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
