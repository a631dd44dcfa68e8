import { z } from "zod";
import { civilDate } from "@/lib/breakage/schema";
import { rowNumber, wholeNumber } from "@/lib/whole-number";
import { batchStates, channels, leftOutRules, reminderReasons } from "./constants";

const id = z.int().positive().max(2_147_483_647);

export const batchIdParams = z.strictObject({ id: rowNumber });
export type BatchIdParams = z.output<typeof batchIdParams>;

/** Kinds of states, as a list is looked through. */
export const batchGroups = ["open", "under-way", "ended"] as const;
export type BatchGroup = (typeof batchGroups)[number];

/** What list, REST and export can be narrowed by. */
export const batchListParams = z.strictObject({
  state: z
    .enum([...batchGroups, ...batchStates])
    .optional()
    .meta({ description: "open: waits for a person; under-way: approved, being sent or paused; ended: all others" }),
  reason: z.enum(reminderReasons).optional(),
  channel: z.enum(channels).optional(),
  before: rowNumber.optional().meta({ description: "Only batches older than this one" }),
});
export type BatchListParams = z.output<typeof batchListParams>;

/** Who of a batch's audience: everybody, those to be written to, or those whom one rule left out. */
export const memberParams = z.strictObject({
  who: z.enum(["all", "written", "left-out", ...leftOutRules]).default("all"),
  cursor: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
});
export type MemberParams = z.output<typeof memberParams>;

/** Proposals are made of what is known now: nothing can be asked for. */
export const proposeInput = z.strictObject({});

const share = z.number().min(0, "is at least 0 %").max(0.5, "is at most 50 %");

/** What can be another in the proposal that takes the place of this one. What is not named stays as it is. */
export const editBody = z.strictObject({
  windowFrom: civilDate.optional(),
  windowTo: civilDate.optional(),
  templateId: id.optional(),
  holdoutShare: share.optional(),
  /** Nobody with less than this at stake: minor units as text. */
  leastValue: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  /** People who are not to be written to. */
  without: z.array(z.int().positive()).max(1_000).optional(),
  /** The proposal as it was seen: an edit of anything else is refused. */
  seal: z.string().regex(/^[0-9a-f]{64}$/),
});
export const editInput = editBody.extend({ batchId: id });
export type EditInput = z.output<typeof editInput>;

/** What a run that proposes is told: who asked for it, and so may not decide about what it proposes. */
export const proposeRun = z.object({ proposedBy: z.int().nullable().default(null) });
export type ProposeRun = z.output<typeof proposeRun>;
