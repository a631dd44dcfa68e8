import { z } from "zod";
import { isUsableDate } from "@/lib/dates";
import { channels, messageEventTypes } from "../constants";
import { messageKeyIn } from "./message-id";

/** What a provider reports of a message it had accepted: about a message by its Message-ID, or about an address. */
export const messageEventInput = z
  .strictObject({
    id: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: "The reporter's own name for it: told twice, it counts once" }),
    type: z.enum(messageEventTypes).meta({
      description:
        "bounce: it came back; complaint: called spam; stop: a reply such as STOP; unsubscribe: by the provider's own link",
    }),
    permanent: z
      .boolean()
      .optional()
      .meta({ description: "Of a bounce, and needed there: whether the address takes nothing any more" }),
    channel: z.enum(channels),
    messageId: z
      .string()
      .max(998)
      .optional()
      .meta({ description: "Our Message-ID, or the key that it begins with; it goes before `address`" }),
    address: z.string().max(4_096).optional(),
    at: z.iso
      .datetime({ offset: true, abort: true })
      .refine((text) => isUsableDate(text.slice(0, 10)), "is not of our time")
      .meta({ description: "When it happened" }),
    detail: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: "The server's or the person's own words" }),
  })
  .superRefine(({ type, permanent, messageId, address }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (messageId === undefined && address === undefined) fault("address", "Name the message or the address.");
    if (messageId !== undefined && messageKeyIn(messageId) === null) fault("messageId", "is no Message-ID of ours");
    if ((permanent !== undefined) !== (type === "bounce"))
      fault("permanent", "belongs to a bounce, and is needed there");
  });
export type MessageEventInput = z.output<typeof messageEventInput>;
