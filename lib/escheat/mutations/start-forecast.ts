import { withScope } from "@/db/client";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import type { MakeEscheat } from "../forecast/schema";

/** Queues a run that makes a version of every currency. */
export function startEscheatForecast(scope: Scope, input: MakeEscheat): Promise<{ runId: number }> {
  return withScope(scope, async (tx) => {
    const kind = "escheat.forecast";
    const label = input.asOf ? `Escheat forecast as of ${input.asOf}` : "Escheat forecast";
    const runId = await enqueueJob(tx, scope, { kind, label, input });
    await writeAudit(tx, scope, { action: "job.started", subject: `run ${runId}`, detail: { kind, ...input } });
    return { runId };
  });
}
