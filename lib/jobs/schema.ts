import { z } from "zod";
import { rowNumber, wholeNumber } from "@/lib/whole-number";
import { jobStates } from "./constants";

export const runIdParams = z.strictObject({ id: rowNumber });
export const runInput = z.strictObject({ runId: z.int().positive().max(2_147_483_647) });
/** As it stands in the address and in REST: `state=failed&before=120`. */
export const runListParams = z.object({ state: z.enum(jobStates).optional(), before: rowNumber.optional() });
export const runListQuery = z.strictObject({
  state: z.enum(jobStates).optional(),
  before: rowNumber.optional(),
  limit: wholeNumber(1, 200).default(50),
});
export const runListInput = z.strictObject({
  state: z.enum(jobStates).optional(),
  before: z.int().positive().max(2_147_483_647).optional(),
});
export type RunListInput = z.infer<typeof runListInput>;
