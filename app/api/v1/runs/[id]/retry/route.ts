import { json, otherThan, route } from "@/lib/http";
import { retryJob } from "@/lib/jobs/mutations";
import { getJob } from "@/lib/jobs/queries";
import { runIdParams } from "@/lib/jobs/schema";

/** One's own run by who may start such a one; another's needs `job.cancel`. Both are asked for where its owner is known. */
export const POST = route({
  permission: "job.read",
  params: runIdParams,
  handler: async ({ scope, params }) => {
    await retryJob(scope, params.id);
    return json(await getJob(scope, params.id), 202);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
