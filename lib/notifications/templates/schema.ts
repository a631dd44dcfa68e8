import { z } from "zod";
import { locales } from "@/lib/format";
import { rowNumber } from "@/lib/whole-number";
import { channels, messageClasses, reminderReasons } from "../constants";
import { BODY_LIMIT } from "./constants";

/** What kind of words: for which loss, by which way, in which language. */
export const templateKey = z.strictObject({
  reason: z.enum(reminderReasons),
  channel: z.enum(channels),
  language: z.enum(locales),
});
export type TemplateKey = z.output<typeof templateKey>;

const words = {
  messageClass: z.enum(messageClasses),
  /** Longer than any subject that passes the check, so that the check can say why. */
  subject: z.string().max(400),
  body: z.string().max(BODY_LIMIT * 2),
};

export const templateDraft = templateKey.extend(words);
export type TemplateDraft = z.output<typeof templateDraft>;

/** `seen`: the newest version's number when the words were begun; 0 where there was none. */
export const saveTemplateInput = templateDraft.extend({ seen: z.int().min(0) });
export type SaveTemplateInput = z.output<typeof saveTemplateInput>;

export const withdrawTemplateInput = z.strictObject({ id: z.int().positive() });

export const templateParams = z.strictObject({ id: rowNumber });

/** A list can be narrowed; without anything it is all of them. */
export const templateListParams = z.strictObject({
  reason: z.enum(reminderReasons).optional(),
  channel: z.enum(channels).optional(),
  language: z.enum(locales).optional(),
});

/** What a new template begins with; what the address does not say is the most usual. */
export const newTemplateParams = z.object({
  reason: z.enum(reminderReasons).default("card-expiry"),
  channel: z.enum(channels).default("email"),
  language: z.enum(locales).default("en"),
});
