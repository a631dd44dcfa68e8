import type { Candidate } from "../constants";
import { ownHazards, pooledHazards } from "../hazard-model";
import type { Refined } from "../refinements";
import type { CohortTable } from "../table";
import { lastYearRate, matureRate, unredeemedToday } from "./averages";
import { bornhuetterFerguson } from "./bornhuetter-ferguson";
import { byHazards } from "./by-hazards";
import type { Projection } from "./projection";
import { redemptionChainLadder } from "./redemption-chain-ladder";

/** A method fitted to what a table knows; `refined` is `fitRefined` of the same table. */
export function project(method: Candidate, table: CohortTable, refined: Refined): Projection {
  switch (method) {
    case "open-balance-credibility":
      return byHazards(refined.model);
    case "open-balance":
      return byHazards(ownHazards(refined.plain));
    case "open-balance-pooled":
      return byHazards(pooledHazards(refined.plain));
    case "bornhuetter-ferguson":
      return bornhuetterFerguson(table, pooledHazards(refined.plain));
    case "redemption-chain-ladder":
      return redemptionChainLadder(table, refined.plain.refiner.leftOut);
    case "mature-rate":
      return matureRate(table);
    case "last-year-rate":
      return lastYearRate(table);
    case "unredeemed-today":
      return unredeemedToday();
  }
}
