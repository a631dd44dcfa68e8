import { otherThan, route } from "@/lib/http";
import { listMailboxes } from "@/lib/notifications/queries/mailboxes";
import { mailboxListQuery } from "@/lib/notifications/sending/schema";

export const GET = route({
  permission: "notification.read",
  query: mailboxListQuery,
  handler: ({ scope, query }) => listMailboxes(scope, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
