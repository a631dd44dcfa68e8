import { whatIfInput } from "@/lib/escheat/forecast/what-if-schema";
import { startWhatIf } from "@/lib/escheat/mutations/start-what-if";
import { json, otherThan, route } from "@/lib/http";

/** Queues a run that answers the question; the answer is the run's result. */
export const POST = route({
  permission: "escheat.forecast",
  body: whatIfInput,
  handler: async ({ scope, body }) => json(await startWhatIf(scope, body), 202),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
