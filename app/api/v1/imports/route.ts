import { json, otherThan, route } from "@/lib/http";
import { readImportRequest } from "@/lib/ingest/mutations/request";
import { startImport } from "@/lib/ingest/mutations/start";
import { listBatches } from "@/lib/ingest/queries/batch";
import { batchListQuery } from "@/lib/ingest/schema";

export const GET = route({
  permission: "import.read",
  query: batchListQuery,
  handler: async ({ scope, query }) => {
    const items = await listBatches(scope, query);
    return { items, before: items.length === query.limit ? (items.at(-1)?.id ?? null) : null };
  },
});

/** Queues an import, or its check, and answers with the run to be watched. */
export const POST = route({
  permission: "import.run",
  handler: async ({ scope, request }) => json(await startImport(scope, await readImportRequest(scope, request)), 202),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
