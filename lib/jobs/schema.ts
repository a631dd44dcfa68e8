import { z } from "zod";
import { jobStates } from "./constants";

const id = z.coerce.number().int().positive().max(2_147_483_647);
export const runIdParams = z.strictObject({ id });
export const runInput = z.strictObject({ runId: z.int().positive().max(2_147_483_647) });
/** As it stands in the address and in REST: `state=failed&before=120`. */
export const runListParams = z.object({ state: z.enum(jobStates).optional(), before: id.optional() });
export const runListQuery = z.strictObject({
  state: z.enum(jobStates).optional(),
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const runListInput = z.strictObject({
  state: z.enum(jobStates).optional(),
  before: z.int().positive().max(2_147_483_647).optional(),
});
export type RunListInput = z.infer<typeof runListInput>;
