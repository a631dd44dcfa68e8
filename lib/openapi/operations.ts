import type { Operation } from "./operation";
import { importOperations } from "./operations/imports";
import { readOperations } from "./operations/reads";

/** Everything the API can do, area by area. */
export const operations: readonly Operation[] = [...readOperations, ...importOperations];
