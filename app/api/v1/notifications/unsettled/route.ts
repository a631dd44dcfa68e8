import { otherThan, route } from "@/lib/http";
import { listAllUnsettled } from "@/lib/notifications/queries/unsettled";
import { unsettledListQuery } from "@/lib/notifications/sending/schema";

/** Over all batches, as the page of the same name has it; each is settled by its key. */
export const GET = route({
  permission: "notification.read",
  query: unsettledListQuery,
  handler: ({ scope, query }) => listAllUnsettled(scope, query.page),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
