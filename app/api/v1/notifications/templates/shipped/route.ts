import { z } from "zod";
import { otherThan, route } from "@/lib/http";
import { addShippedTemplates } from "@/lib/notifications/mutations/templates";

/** The shipped words for every kind that has none yet. */
export const POST = route({
  permission: "notification.propose",
  body: z.strictObject({}),
  idempotent: true,
  handler: ({ scope }) => addShippedTemplates(scope, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
