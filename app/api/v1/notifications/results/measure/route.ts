import { json, otherThan, route } from "@/lib/http";
import { startMeasuring } from "@/lib/notifications/mutations/measure-start";
import { measureInput } from "@/lib/notifications/trial/schema";

/** Queues a run that measures one batch or all, and answers with the run to be watched. */
export const POST = route({
  permission: "notification.propose",
  body: measureInput,
  idempotent: true,
  handler: async ({ scope, body }) => json(await startMeasuring(scope, body), 202),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
