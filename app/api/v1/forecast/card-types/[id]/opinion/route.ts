import { getSecondOpinion } from "@/lib/breakage/forecast/queries/second-opinion";
import { getTypeInVersion } from "@/lib/breakage/forecast/queries/type-in-version";
import { opinionJson } from "@/lib/breakage/forecast-view/opinion-json";
import { typePath, typeQuery } from "@/lib/breakage/forecast-view/schema";
import { typeAddress } from "@/lib/breakage/forecast-view/type-path";
import { exportAnswer } from "@/lib/export/answer";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "forecast.read",
  params: typePath,
  query: typeQuery,
  handler: async ({ scope, params, query }) => {
    const { format, ...asked } = query;
    if (format === "csv")
      return exportAnswer(scope, { table: "forecast-type-opinion", format, address: typeAddress(params.id, asked) });
    const page = await getTypeInVersion(scope, params.id, asked);
    return opinionJson(page, await getSecondOpinion(scope, page));
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
