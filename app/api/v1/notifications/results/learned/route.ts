import { json, otherThan, route } from "@/lib/http";
import { takeLearned } from "@/lib/notifications/mutations/learn";
import { learnInput } from "@/lib/notifications/trial/schema";

/** Takes a measured figure over, as it was read in `learned` of the results. */
export const POST = route({
  permission: "notification.manage",
  body: learnInput,
  idempotent: true,
  handler: async ({ scope, body }) => json(await takeLearned(scope, body, new Date()), 201),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
