import { otherThan, route } from "@/lib/http";
import { getJob } from "@/lib/jobs/queries";
import { runIdParams } from "@/lib/jobs/schema";

export const GET = route({
  permission: "job.read",
  params: runIdParams,
  handler: ({ scope, params }) => getJob(scope, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
