import { otherThan, route } from "@/lib/http";
import { repairRow } from "@/lib/ingest/mutations/repair-row";
import { refusedPath, repairBody } from "@/lib/ingest/schema";

export const PATCH = route({
  permission: "import.run",
  params: refusedPath,
  body: repairBody,
  handler: ({ scope, params, body }) => repairRow(scope, { ...params, ...body }, new Date()),
});

export const { GET, POST, PUT, DELETE, OPTIONS } = otherThan("PATCH");
