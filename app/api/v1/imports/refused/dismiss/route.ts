import { otherThan, route } from "@/lib/http";
import { dismissRows } from "@/lib/ingest/mutations/repair";
import { dismissInput } from "@/lib/ingest/schema";

export const POST = route({
  permission: "import.run",
  body: dismissInput,
  handler: ({ scope, body }) => dismissRows(scope, body.ids),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
