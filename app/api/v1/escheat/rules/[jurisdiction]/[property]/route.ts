import { getRulePage } from "@/lib/escheat/queries/rules";
import { ruleJson, versionJson } from "@/lib/escheat/rule-json";
import { lawPath, ruleParams } from "@/lib/escheat/rule-params";
import { getFreshness } from "@/lib/freshness/queries";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  params: lawPath,
  query: ruleParams,
  handler: async ({ scope, params, query }) => {
    const asOf = query.asOf ?? (await getFreshness(scope)).asOf;
    const { current, versions, faults } = await getRulePage(scope, params, asOf);
    return { asOf, faults, current: ruleJson(current), versions: versions.map(versionJson) };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
