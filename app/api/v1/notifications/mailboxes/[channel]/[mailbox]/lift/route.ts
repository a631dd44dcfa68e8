import { otherThan, route } from "@/lib/http";
import { liftSuppression } from "@/lib/notifications/mutations/suppress";
import { mailboxPath, reasonBody } from "@/lib/notifications/sending/schema";

/** Writing to somebody again is letting something out: whoever approves says so. */
export const POST = route({
  permission: "notification.approve",
  params: mailboxPath,
  body: reasonBody,
  idempotent: true,
  handler: ({ scope, params, body }) => liftSuppression(scope, { ...params, ...body }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
