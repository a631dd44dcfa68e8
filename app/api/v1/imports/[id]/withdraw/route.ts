import { json, otherThan, route } from "@/lib/http";
import { startWithdrawal } from "@/lib/ingest/mutations/start";
import { batchPath } from "@/lib/ingest/schema";

export const POST = route({
  permission: "import.withdraw",
  params: batchPath,
  handler: async ({ scope, params }) => json(await startWithdrawal(scope, params.id), 202),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
