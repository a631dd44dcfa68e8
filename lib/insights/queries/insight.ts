import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { lapseParams } from "@/lib/cards/schema";
import type { Scope } from "@/lib/identity/scope";
import type { InsightName } from "../insight";
import type { InsightParams } from "../schema";
import { getHistoricalBreakage } from "./history";
import { getTopMerchants } from "./merchants";
import { getPercentile, getTopByModel, getTopTypes } from "./types";

/** Any insight by its name, for the doors that take the name from outside. */
export function getInsight(scope: Scope, name: InsightName, params: InsightParams): Promise<{ currency: string }> {
  return byName[name](scope, params);
}

const byName: Record<InsightName, (scope: Scope, params: InsightParams) => Promise<{ currency: string }>> = {
  "top-types-by-count": (scope, params) => getTopTypes(scope, params, "count"),
  "top-types-by-volume": (scope, params) => getTopTypes(scope, params, "volume"),
  "top-merchants": getTopMerchants,
  "percentile-90": getPercentile,
  "top-by-business-model": getTopByModel,
  "historical-breakage": getHistoricalBreakage,
  "about-to-lapse": (scope, { asOf, currency, days, limit }) => {
    const given = Object.fromEntries(
      Object.entries({ asOf, currency, days }).filter(([, value]) => value !== undefined),
    );
    return getAboutToLapse(scope, lapseParams.parse({ ...given, limit: Math.min(limit, 500) }));
  },
};
