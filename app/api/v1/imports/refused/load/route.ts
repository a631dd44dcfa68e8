import { json, otherThan, route } from "@/lib/http";
import { startReload } from "@/lib/ingest/mutations/start";
import { reloadInput } from "@/lib/ingest/schema";

export const POST = route({
  permission: "import.run",
  body: reloadInput,
  handler: async ({ scope, body }) => json(await startReload(scope, body.ids), 202),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
