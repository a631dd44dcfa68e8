import { otherThan, route } from "@/lib/http";
import { withdrawTemplate } from "@/lib/notifications/mutations/templates";
import { templateParams } from "@/lib/notifications/templates/schema";

/** Used for nothing new any more; what was approved with it keeps it. */
export const POST = route({
  permission: "notification.propose",
  params: templateParams,
  idempotent: true,
  handler: ({ scope, params }) => withdrawTemplate(scope, params.id, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
