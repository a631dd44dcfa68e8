import { z } from "zod";
import { rowNumber } from "@/lib/whole-number";
import { MAX_AT_ONCE } from "./constants";

const id = z.int().positive().max(2_147_483_647);
const seal = z.string().regex(/^[0-9a-f]{64}$/, "is 64 hexadecimal digits, as the proposal shows them");
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

/** What was looked at: an approval holds for nothing else. */
export const approveBody = z.strictObject({
  seal: seal.meta({ description: "The proposal's `seal`, as it was read" }),
});
export const rejectBody = z.strictObject({ reason });

export const approveInput = approveBody.extend({ batchId: id });
export const approveManyInput = z.strictObject({ batches: z.array(approveInput).min(1).max(MAX_AT_ONCE) });
export const rejectInput = rejectBody.extend({ batchId: id });
export const batchInput = z.strictObject({ batchId: id });
export const stopInput = rejectInput;
/** Of everything at once: why it is held, or why it may go on. */
export const holdAllInput = rejectBody;

/** What a run that releases a batch is told: which one, and by which approval. */
export const releaseRun = z.object({ batchId: id, approvedAt: z.iso.datetime() });
export type ReleaseRun = z.output<typeof releaseRun>;

/** Of the page's address: the proposal a mail's link names. */
export const approvalsParams = z.object({ batch: rowNumber.optional() });

export type ApproveInput = z.output<typeof approveInput>;
export type RejectInput = z.output<typeof rejectInput>;
export type BatchInput = z.output<typeof batchInput>;
export type StopInput = z.output<typeof stopInput>;
export type HoldAllInput = z.output<typeof holdAllInput>;
