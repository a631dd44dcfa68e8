import { z } from "zod";
import { lawShape } from "./rule-change";

/** What is confirmed: a version, by the fingerprint of the words that were read, and against what it was held. */
export const confirmRuleInput = z.strictObject({
  ...lawShape,
  version: z.int().min(0),
  ruleHash: z.string().regex(/^[0-9a-f]{64}$/, "is no SHA-256"),
  note: z
    .string()
    .trim()
    .min(1, "Say what you held the rule against: the text and its date.")
    .max(300, "has at most 300 characters"),
});
export type ConfirmRuleInput = z.output<typeof confirmRuleInput>;
