import { withScope } from "@/db/client";
import { NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { t } from "@/lib/messages/notifications-results";
import { MEASURE } from "../constants";
import { readBegun } from "../queries/trial-batches";
import type { MeasureInput } from "../trial/schema";

/** Queues a run that measures one batch or all. @throws NotFound for a batch from which nothing has left. */
export function startMeasuring(scope: Scope, input: MeasureInput): Promise<{ runId: number }> {
  return withScope(scope, async (tx) => {
    const { batchId } = input;
    if (batchId !== undefined && (await readBegun(tx, scope, batchId)).length === 0) throw new NotFound("This batch");
    const label = batchId === undefined ? t("results.run.all") : t("results.run.one", { id: batchId });
    const runId = await enqueueJob(tx, scope, { kind: MEASURE, label, input });
    await writeAudit(tx, scope, {
      action: "job.started",
      subject: `run ${runId}`,
      detail: { kind: MEASURE, ...input },
    });
    return { runId };
  });
}
