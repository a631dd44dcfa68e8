import { withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import type { Mapping } from "../mapping/schema";
import { getBatch } from "../queries/batch";
import { getCheckedInput } from "../queries/checked";
import { staysText } from "../stays";
import { planStored } from "./plan";
import { planRepaired } from "./repair";

/** Queues an import of stored files, or its dry run. The run holds the mapping as it is now. @throws NotFound, Invalid. */
export async function startImport(
  scope: Scope,
  input: { fileIds: readonly number[]; mapping: Mapping; dryRun: boolean },
): Promise<{ runId: number }> {
  // What can be refused at once is refused before anything is queued.
  const plan = await planStored(scope, input.fileIds, input.mapping);
  return withScope(scope, async (tx) => {
    const what = input.dryRun ? "Check" : "Import";
    const runId = await enqueueJob(tx, scope, {
      kind: "import.load",
      label: `${what} of ${plan.label}`,
      input: { fileIds: [...input.fileIds], mapping: input.mapping, dryRun: input.dryRun },
    });
    await writeAudit(tx, scope, {
      action: "import.started",
      subject: `run ${runId}`,
      detail: { label: plan.label, dryRun: input.dryRun },
    });
    return { runId };
  });
}

/** Queues the load of exactly what was checked: the files and the mapping as that run held them. @throws NotFound, Conflict. */
export async function startChecked(scope: Scope, runId: number): Promise<{ runId: number }> {
  const checked = await getCheckedInput(scope, runId);
  return startImport(scope, { ...checked, dryRun: false });
}

/** Queues the withdrawal of a batch. What cannot be withdrawn is refused at once. @throws NotFound, Conflict. */
export async function startWithdrawal(scope: Scope, batchId: number): Promise<{ runId: number }> {
  const batch = await getBatch(scope, batchId);
  if (batch.state === "withdrawn") throw new Conflict("This batch has already been withdrawn.");
  if (batch.source !== "import") throw new Conflict(staysText(batch.source));
  return withScope(scope, async (tx) => ({
    runId: await enqueueJob(tx, scope, {
      kind: "import.withdraw",
      label: `Withdrawal of batch ${batchId}`,
      input: { batchId },
    }),
  }));
}

/** Queues a load of rows kept aside. @throws NotFound when none of them is still aside. */
export async function startReload(scope: Scope, ids: readonly number[]): Promise<{ runId: number }> {
  await planRepaired(scope, ids);
  return withScope(scope, async (tx) => ({
    runId: await enqueueJob(tx, scope, {
      kind: "import.repair",
      label: ids.length === 1 ? "Load of one repaired row" : `Load of ${ids.length} repaired rows`,
      input: { ids: [...ids] },
    }),
  }));
}
