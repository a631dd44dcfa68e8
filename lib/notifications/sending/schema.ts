import { z } from "zod";
import { wholeNumber } from "@/lib/whole-number";
import { channels } from "../constants";

const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);
const key = z.string().regex(/^[0-9a-f]{32}$/);
const page = wholeNumber(1, 100_000).default(1);

export const sendingParams = z.object({ page });

export const mailboxParams = z.object({
  q: z.string().trim().max(254).optional(),
  suppressed: z.literal("yes").optional(),
  page,
});
export type MailboxParams = z.output<typeof mailboxParams>;

/** The same as an address of the API: what it does not know is an error there. */
export const mailboxListQuery = z.strictObject(mailboxParams.shape);

export const unsettledListQuery = z.strictObject({ page });

const mailbox = z.string().min(1).max(4_096);
export const mailboxPath = z.object({ channel: z.enum(channels), mailbox });
export const receivedParams = z.object({ mail: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional() });

/** What a person has found out about a message nobody knew of: it arrived, or it did not and is to be sent again. */
export const settleUnknownInput = z.strictObject({ key, arrived: z.boolean(), reason });
/** A message that could not leave: one more try, or given up. */
export const settleDeadInput = z.strictObject({ key, again: z.boolean(), reason });
export const messagePath = z.strictObject({ key });
export const settleBody = z.union(
  [
    settleUnknownInput.omit({ key: true }).meta({ description: "Of an unknown message; false: it is sent again" }),
    settleDeadInput.omit({ key: true }).meta({ description: "Of a dead message; false: it is given up" }),
  ],
  { error: "takes arrived, of an unknown message, or again, of a dead one, and a reason of a few words" },
);
export const reasonBody = z.strictObject({ reason });
export const suppressInput = z.strictObject({ channel: z.enum(channels), mailbox, reason });
export type SettleUnknownInput = z.output<typeof settleUnknownInput>;
export type SettleDeadInput = z.output<typeof settleDeadInput>;
export type SuppressInput = z.output<typeof suppressInput>;
