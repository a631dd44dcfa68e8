import { getTypeInVersion } from "@/lib/breakage/forecast/queries/type-in-version";
import { triangleQuery, typePath } from "@/lib/breakage/forecast-view/schema";
import { triangleJson } from "@/lib/breakage/forecast-view/triangle-json";
import { typeAddress } from "@/lib/breakage/forecast-view/type-path";
import { exportAnswer } from "@/lib/export/answer";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "forecast.read",
  params: typePath,
  query: triangleQuery,
  handler: async ({ scope, params, query }) => {
    const { format, ...asked } = query;
    if (format === "csv")
      return exportAnswer(scope, { table: "forecast-type-triangle", format, address: typeAddress(params.id, asked) });
    return triangleJson(await getTypeInVersion(scope, params.id, asked), asked.period);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
