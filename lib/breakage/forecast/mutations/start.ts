import { withScope } from "@/db/client";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import type { MakeForecast } from "../schema";

/** Queues a run that makes a version of every currency. */
export function startForecast(scope: Scope, input: MakeForecast): Promise<{ runId: number }> {
  return withScope(scope, async (tx) => {
    const runId = await enqueueJob(tx, scope, {
      kind: "forecast.make",
      label: input.asOf ? `Forecast as of ${input.asOf}` : "Forecast",
      input,
    });
    await writeAudit(tx, scope, {
      action: "job.started",
      subject: `run ${runId}`,
      detail: { kind: "forecast.make", ...input },
    });
    return { runId };
  });
}
