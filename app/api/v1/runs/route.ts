import { otherThan, route } from "@/lib/http";
import { listJobs } from "@/lib/jobs/queries";
import { runListQuery } from "@/lib/jobs/schema";

export const GET = route({
  permission: "job.read",
  query: runListQuery,
  handler: async ({ scope, query: { state, before, limit } }) => {
    const filter = { ...(state ? { states: [state] } : {}), ...(before === undefined ? {} : { before }) };
    const items = await listJobs(scope, { ...filter, limit });
    return { items, before: items.length === limit ? (items.at(-1)?.id ?? null) : null };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
