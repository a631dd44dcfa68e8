import { otherThan, route } from "@/lib/http";
import { may } from "@/lib/identity/scope";
import { listRefusedRows } from "@/lib/ingest/queries/refused";
import { refusedQuery } from "@/lib/ingest/schema";
import { withoutPeople } from "@/lib/ingest/without-people";

export const GET = route({
  permission: "import.read",
  query: refusedQuery,
  handler: async ({ scope, query: { batch, entity, ...page } }) => {
    const filter = { ...(batch === undefined ? {} : { batchId: batch }), ...(entity ? { entity } : {}) };
    const { rows, total, next } = await listRefusedRows(scope, { ...page, ...filter });
    return { items: may(scope, "customer.read") ? rows : rows.map(withoutPeople), total, after: next };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
