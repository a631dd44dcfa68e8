import { withScope } from "@/db/client";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { supposedBasis } from "../forecast/what-if-basis";
import { plainQuestion, type WhatIfInput } from "../forecast/what-if-schema";
import { questionWords } from "../forecast/what-if-words";
import { readBasis } from "../queries/basis";

/** Queues a run that answers the question. @throws Invalid for one that contradicts itself: nobody waits for that. */
export function startWhatIf(scope: Scope, input: WhatIfInput): Promise<{ runId: number }> {
  const question = plainQuestion(input);
  return withScope(scope, async (tx) => {
    const kind = "escheat.what-if";
    const basis = await readBasis(tx, scope, { asOf: question.asOf });
    supposedBasis(basis, basis.types, question);
    const runId = await enqueueJob(tx, scope, { kind, label: questionWords(question), input: question });
    await writeAudit(tx, scope, { action: "job.started", subject: `run ${runId}`, detail: { kind, ...question } });
    return { runId };
  });
}
