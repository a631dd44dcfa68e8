import { otherThan, route } from "@/lib/http";
import { holdAllInput } from "@/lib/notifications/approval/schema";
import { resumeAll } from "@/lib/notifications/mutations/hold-all";

/** Lets everything go on: a manager in person. */
export const POST = route({
  permission: "notification.approve",
  body: holdAllInput,
  idempotent: true,
  handler: ({ scope, body }) => resumeAll(scope, body, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
