import { z } from "zod";
import { wholeNumber } from "@/lib/whole-number";
import { EARLIEST_HOUR, LATEST_HOUR } from "./lawful-hours";

/** An empty field is one that nobody has entered. */
const orNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? null : value), schema.nullable());

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, "Enter a text.")
    .max(most, `Use at most ${most} characters.`)
    .refine((text) => !/\p{Cc}/u.test(text), "has to be one line");

/** Minor units as text: a form cannot carry a bigint. */
const minor = z
  .string()
  .regex(/^\d{1,15}$/, "Enter an amount.")
  .transform(BigInt);

/** How an issuer sends. Hours are local to whoever is written to. */
export const settingInput = z
  .strictObject({
    senderName: line(100),
    senderAddress: z.email("Enter an e-mail address.").max(200),
    replyTo: orNull(z.email("Enter an e-mail address.").max(200)),
    postalAddress: orNull(z.string().trim().max(300, "Use at most 300 characters.")),
    quietFrom: wholeNumber(0, 23),
    quietTo: wholeNumber(0, 23),
    capWeek: wholeNumber(1, 7),
    capSixtyDays: wholeNumber(1, 30),
    horizonDays: wholeNumber(7, 180),
    dailyCapacity: orNull(wholeNumber(1, 10_000_000)),
    budget: orNull(minor),
    holdoutShare: z.coerce.number().min(0, "is at least 0 %").max(0.5, "is at most 50 %"),
    secondApprovalValue: orNull(minor),
    secondApprovalMessages: orNull(wholeNumber(1, 100_000_000)),
    undoMinutes: wholeNumber(1, 1_440),
    proposalDays: wholeNumber(1, 30),
    countsLostBreakage: z.boolean(),
    /** `updatedAt` of what was edited; null: there was none. */
    seen: z.string().nullable(),
  })
  .superRefine((setting, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (setting.quietTo < EARLIEST_HOUR) fault("quietTo", `No message may come before ${EARLIEST_HOUR}:00.`);
    if (setting.quietFrom > LATEST_HOUR) fault("quietFrom", `No message may come after ${LATEST_HOUR}:00.`);
    if (setting.quietFrom <= setting.quietTo)
      fault("quietFrom", "Quiet has to begin after the hours for sending have.");
    if (setting.capSixtyDays < setting.capWeek) fault("capSixtyDays", "is not less than in seven days");
  });
export type SettingInput = z.output<typeof settingInput>;
