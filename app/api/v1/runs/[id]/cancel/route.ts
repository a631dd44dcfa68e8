import { json, otherThan, route } from "@/lib/http";
import { cancelJob } from "@/lib/jobs/mutations";
import { getJob } from "@/lib/jobs/queries";
import { runIdParams } from "@/lib/jobs/schema";

export const POST = route({
  permission: "job.cancel",
  params: runIdParams,
  handler: async ({ scope, params }) => {
    await cancelJob(scope, params.id);
    return json(await getJob(scope, params.id), 202);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
