import { otherThan, route } from "@/lib/http";
import { may } from "@/lib/identity/scope";
import { getCheckedInput, listCheckedRows } from "@/lib/ingest/queries/checked";
import { checkedRowsQuery } from "@/lib/ingest/schema";
import { withoutPeople } from "@/lib/ingest/without-people";
import { runIdParams } from "@/lib/jobs/schema";

/** The rows a check would keep aside. */
export const GET = route({
  permission: "import.run",
  params: runIdParams,
  query: checkedRowsQuery,
  handler: async ({ scope, params, query }) => {
    await getCheckedInput(scope, params.id);
    const { rows, total } = await listCheckedRows(scope, { runId: params.id, ...query });
    return { items: may(scope, "customer.read") ? rows : rows.map(withoutPeople), total };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
