import type { Operation } from "./operation";
import { forecastOperations } from "./operations/forecasts";
import { importOperations } from "./operations/imports";
import { readOperations } from "./operations/reads";

/** Everything the API can do, area by area. */
export const operations: readonly Operation[] = [...readOperations, ...forecastOperations, ...importOperations];
