import { getFreshness } from "@/lib/freshness/queries";
import { otherThan, route } from "@/lib/http";
import { listAging } from "@/lib/overview/queries/aging";
import { getChange } from "@/lib/overview/queries/change";
import { listNotes } from "@/lib/overview/queries/notes";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { plainJson } from "@/lib/plain-json";

export const GET = route({
  permission: "overview.read",
  query: overviewParams,
  handler: async ({ scope, query }) => {
    const [overview, change, aging, { notes, soughtIn }, freshness] = await Promise.all([
      getOverview(scope, query),
      getChange(scope, query),
      listAging(scope, query),
      listNotes(scope, query, new Date()),
      getFreshness(scope),
    ]);
    return plainJson({ ...overview, change, aging, notes, notesSoughtIn: soughtIn, freshness }, overview.currency);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
