import { otherThan, route } from "@/lib/http";
import { recallRows } from "@/lib/ingest/mutations/repair";
import { dismissInput } from "@/lib/ingest/schema";

export const POST = route({
  permission: "import.run",
  body: dismissInput,
  handler: ({ scope, body }) => recallRows(scope, body.ids),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
