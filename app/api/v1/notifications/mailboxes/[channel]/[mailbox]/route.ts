import { otherThan, route } from "@/lib/http";
import { getMailbox } from "@/lib/notifications/queries/mailboxes";
import { mailboxPath } from "@/lib/notifications/sending/schema";

export const GET = route({
  permission: "notification.read",
  params: mailboxPath,
  handler: ({ scope, params }) => getMailbox(scope, params.channel, params.mailbox),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
