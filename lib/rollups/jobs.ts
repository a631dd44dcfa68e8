import { Conflict } from "@/lib/errors";
import type { JobContext, JobResult } from "@/lib/jobs/context";
import { log } from "@/lib/log";
import { t } from "@/lib/messages/runs";
import { verifyIssuer } from "./verify";

/**
 * Holds every sum of the issuer against the facts, as `db verify` does. A run that found a difference has failed: it says
 * which tables, and stays to be seen until somebody tries again.
 */
export async function verifyJob(context: JobContext<unknown>): Promise<JobResult> {
  const { facts, checked, differences } = await context.step("comparing-sums", () => verifyIssuer(context.scope));
  if (differences.length === 0) return { facts, comparisons: checked.length };
  log.error({ issuer: context.scope.issuer.code, differences }, "sums differ from the facts");
  const tables = [...new Set(differences.map(({ table }) => table))].join(", ");
  throw new Conflict(t("run.verify.differ", { tables }));
}
