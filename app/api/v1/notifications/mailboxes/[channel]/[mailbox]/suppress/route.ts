import { otherThan, route } from "@/lib/http";
import { suppressMailbox } from "@/lib/notifications/mutations/suppress";
import { mailboxPath, reasonBody } from "@/lib/notifications/sending/schema";

/** Nothing but what the law demands goes there any more. */
export const POST = route({
  permission: "notification.propose",
  params: mailboxPath,
  body: reasonBody,
  idempotent: true,
  handler: ({ scope, params, body }) => suppressMailbox(scope, { ...params, ...body }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
