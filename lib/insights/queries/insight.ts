import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { lapseParams } from "@/lib/cards/schema";
import type { Scope } from "@/lib/identity/scope";
import { parseInput } from "@/lib/validation";
import type { InsightName } from "../insight";
import { type InsightParams, insightParams } from "../schema";
import { getHistoricalBreakage } from "./history";
import { getTopMerchants } from "./merchants";
import { getPercentile, getTopByModel, getTopTypes } from "./types";

/** As it stands in an address or on a command line. */
type Given = Readonly<Record<string, string>>;
type Read = (scope: Scope, given: Given) => Promise<{ currency: string }>;

/** Any insight by its name, for the doors that take the name from outside: only with it are its parameters known. */
export function getInsight(scope: Scope, name: InsightName, given: Given): Promise<{ currency: string }> {
  return byName[name](scope, given);
}

const inWindow =
  (read: (scope: Scope, params: InsightParams) => Promise<{ currency: string }>): Read =>
  (scope, given) =>
    read(scope, parseInput(insightParams, given));

const byName: Record<InsightName, Read> = {
  "top-types-by-count": inWindow((scope, params) => getTopTypes(scope, params, "count")),
  "top-types-by-volume": inWindow((scope, params) => getTopTypes(scope, params, "volume")),
  "top-merchants": inWindow(getTopMerchants),
  "percentile-90": inWindow(getPercentile),
  "top-by-business-model": inWindow(getTopByModel),
  "historical-breakage": inWindow(getHistoricalBreakage),
  "about-to-lapse": (scope, given) => getAboutToLapse(scope, parseInput(lapseParams, given)),
};
