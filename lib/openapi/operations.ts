import type { Operation } from "./operation";
import { readOperations } from "./operations/reads";

/** Everything the API can do, area by area. */
export const operations: readonly Operation[] = [...readOperations];
