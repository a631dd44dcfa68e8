import { otherThan, route } from "@/lib/http";
import { receiveEvent } from "@/lib/notifications/events/mutations/receive";
import { messageEventInput } from "@/lib/notifications/events/schema";

/** What a provider reports of a message after it had accepted it. Told twice, it counts once. */
export const POST = route({
  permission: "notification.event",
  body: messageEventInput,
  idempotent: true,
  handler: ({ scope, body }) => receiveEvent(scope, body, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
