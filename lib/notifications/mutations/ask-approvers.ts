import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { jobRun } from "@/db/schema/job";
import { env } from "@/lib/env";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { t } from "@/lib/messages/notifications-decision";
import { TELL_APPROVERS } from "../constants";

/**
 * Queues the mail to those who decide, in the transaction of what they are to decide about: a proposal, an edited one, or
 * the first approval of two. The mail names all that waits, so that one that has not begun yet will do. Where no mail server
 * is, nobody is told.
 */
export async function askApprovers(tx: Tx, scope: Scope): Promise<void> {
  if (!env().SMTP_URL) return;
  const waiting = and(eq(jobRun.issuerId, scope.issuerId), eq(jobRun.kind, TELL_APPROVERS), eq(jobRun.state, "queued"));
  const [queued] = await tx.select({ id: jobRun.id }).from(jobRun).where(waiting).limit(1);
  if (queued) return;
  await enqueueJob(tx, scope, { kind: TELL_APPROVERS, label: t("approvals.mail.run"), input: {} });
}
