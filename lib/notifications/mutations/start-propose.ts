import { withScope } from "@/db/client";
import { Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { t } from "@/lib/messages/notifications-proposing";
import { PROPOSE } from "../constants";
import { readProposer } from "../queries/proposer";
import { readSetting } from "../queries/settings";
import type { ProposeRun } from "../schema";

/** Queues a run that proposes reminders by what is known now. @throws Invalid where nobody has said how to send. */
export function startProposing(scope: Scope): Promise<{ runId: number }> {
  return withScope(scope, async (tx) => {
    if (!(await readSetting(tx, scope))) throw new Invalid(t("notify.propose.noSetting"), { status: 422 });
    const input = { proposedBy: await readProposer(tx, scope) } satisfies ProposeRun;
    const runId = await enqueueJob(tx, scope, { kind: PROPOSE, label: t("notify.propose.label"), input });
    await writeAudit(tx, scope, { action: "job.started", subject: `run ${runId}`, detail: { kind: PROPOSE } });
    return { runId };
  });
}
