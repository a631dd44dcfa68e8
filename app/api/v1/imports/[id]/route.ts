import { otherThan, route } from "@/lib/http";
import { getBatch } from "@/lib/ingest/queries/batch";
import { batchPath } from "@/lib/ingest/schema";

export const GET = route({
  permission: "import.read",
  params: batchPath,
  handler: ({ scope, params }) => getBatch(scope, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
