import { otherThan, route } from "@/lib/http";
import { listLearned } from "@/lib/notifications/queries/learned";
import { listResults } from "@/lib/notifications/queries/results";
import { learnedJson, resultListedJson } from "@/lib/notifications/trial/json";
import { resultListParams } from "@/lib/notifications/trial/schema";

export const GET = route({
  permission: "notification.read",
  query: resultListParams,
  handler: async ({ scope, query }) => {
    const results = await listResults(scope, query);
    return {
      items: results.map(resultListedJson),
      learned: (await listLearned(scope, results)).map(learnedJson),
    };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
