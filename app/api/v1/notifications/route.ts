import { json, otherThan, route } from "@/lib/http";
import { startProposing } from "@/lib/notifications/mutations/start-propose";
import { batchPageJson } from "@/lib/notifications/proposals/json";
import { listBatches } from "@/lib/notifications/queries/batches";
import { batchListParams, proposeInput } from "@/lib/notifications/schema";

export const GET = route({
  permission: "notification.read",
  query: batchListParams,
  handler: async ({ scope, query }) => batchPageJson(await listBatches(scope, query, new Date())),
});

/** Queues a run that proposes reminders, and answers with the run to be watched. */
export const POST = route({
  permission: "notification.propose",
  body: proposeInput,
  idempotent: true,
  handler: async ({ scope }) => json(await startProposing(scope), 202),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
