import { otherThan, route } from "@/lib/http";
import { getCheckedInput, listCheckedRows } from "@/lib/ingest/queries/checked";
import { checkedRowsQuery } from "@/lib/ingest/schema";
import { runIdParams } from "@/lib/jobs/schema";

/** The rows a check would keep aside. */
export const GET = route({
  permission: "import.run",
  params: runIdParams,
  query: checkedRowsQuery,
  handler: async ({ scope, params, query }) => {
    await getCheckedInput(scope, params.id);
    const { rows, total } = await listCheckedRows(scope, { runId: params.id, ...query });
    return { items: rows, total };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
