import { getTypeChoices } from "@/lib/breakage/forecast/queries/type-page";
import { choicesJson } from "@/lib/breakage/forecast-view/choices-json";
import { choicesQuery, typePath } from "@/lib/breakage/forecast-view/schema";
import { typeAddress } from "@/lib/breakage/forecast-view/type-path";
import { exportAnswer } from "@/lib/export/answer";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "forecast.read",
  params: typePath,
  query: choicesQuery,
  handler: async ({ scope, params, query }) => {
    const { format, ...asked } = query;
    if (format === "csv")
      return exportAnswer(scope, { table: "forecast-type-choices", format, address: typeAddress(params.id, asked) });
    return choicesJson(await getTypeChoices(scope, params.id));
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
