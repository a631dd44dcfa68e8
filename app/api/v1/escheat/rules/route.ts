import { getRuleList } from "@/lib/escheat/queries/rules";
import { ruleLineJson } from "@/lib/escheat/rule-json";
import { filterLines } from "@/lib/escheat/rule-list";
import { ruleListParams } from "@/lib/escheat/rule-params";
import { getFreshness } from "@/lib/freshness/queries";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  query: ruleListParams,
  handler: async ({ scope, query: { property, show, search, ...query } }) => {
    const asOf = query.asOf ?? (await getFreshness(scope)).asOf;
    const { lines, faults } = await getRuleList(scope, { property, asOf });
    return { asOf, property, faults, items: filterLines(lines, show, search).map(ruleLineJson) };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
