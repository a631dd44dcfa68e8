import { otherThan, route } from "@/lib/http";
import { settleDead, settleUnknown } from "@/lib/notifications/mutations/settle";
import { messagePath, settleBody } from "@/lib/notifications/sending/schema";

/** What became of a message that nobody knew of, or becomes of one that could not leave: a person says so. */
export const POST = route({
  permission: "notification.approve",
  params: messagePath,
  body: settleBody,
  idempotent: true,
  handler: ({ scope, params: { key }, body }) =>
    "arrived" in body
      ? settleUnknown(scope, { ...body, key }, new Date())
      : settleDead(scope, { ...body, key }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
