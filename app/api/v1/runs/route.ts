import { otherThan, route } from "@/lib/http";
import { listJobPage } from "@/lib/jobs/queries";
import { runListQuery } from "@/lib/jobs/schema";

export const GET = route({
  permission: "job.read",
  query: runListQuery,
  handler: ({ scope, query }) => listJobPage(scope, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
