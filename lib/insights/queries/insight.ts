import type { z } from "zod";
import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import type { Scope } from "@/lib/identity/scope";
import { parseInput } from "@/lib/validation";
import type { InsightName } from "../insight";
import { insightQueries } from "../schema";
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

type Params<Name extends InsightName> = z.output<(typeof insightQueries)[Name]>;

const reading =
  <Name extends InsightName>(
    name: Name,
    read: (scope: Scope, params: Params<Name>) => Promise<{ currency: string }>,
  ): Read =>
  (scope, given) =>
    // The schema of that name: its output is that name's parameters.
    read(scope, parseInput(insightQueries[name], given) as Params<Name>);

const byName: Record<InsightName, Read> = {
  "top-types-by-count": reading("top-types-by-count", (scope, params) => getTopTypes(scope, params, "count")),
  "top-types-by-volume": reading("top-types-by-volume", (scope, params) => getTopTypes(scope, params, "volume")),
  "top-merchants": reading("top-merchants", getTopMerchants),
  "percentile-90": reading("percentile-90", getPercentile),
  "top-by-business-model": reading("top-by-business-model", getTopByModel),
  "historical-breakage": reading("historical-breakage", getHistoricalBreakage),
  "about-to-lapse": reading("about-to-lapse", getAboutToLapse),
};
