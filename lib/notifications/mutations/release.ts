import { and, eq, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { t } from "@/lib/messages/notifications-approval-closer";
import type { ReleaseRun } from "../approval/schema";
import { type Written, writtenTo } from "../approval/written";
import { RELEASE } from "../constants";
import { type BatchRow, differencesFromSeal, readBatch } from "../queries/seal";
import { refuse } from "../sending/mutations/open-batch";
import { type Released, release } from "./approve-release";

export const releaseSteps = ["sealing", "placing"] as const;
export type ReleaseStep = (typeof releaseSteps)[number];

export type ReleaseOptions = {
  readonly now: Date;
  readonly step?: <T>(name: ReleaseStep, work: () => Promise<T>) => Promise<T>;
  /** Of the step, from 0 to 1. May throw to end it. */
  readonly progress?: (fraction: number) => void;
  readonly transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** In the transaction of the release, as the last thing there. */
  readonly finish?: (tx: Tx, outcome: ReleaseOutcome) => Promise<void>;
};

/** `taken-back`: nobody wants it any more, and nothing was changed. */
export type ReleaseOutcome =
  | ({ readonly released: "released" } & Released)
  | { readonly released: "refused" }
  | { readonly released: "taken-back" };

/** Queues the release in the transaction of the approval; which approval is told by its moment. */
export function queueRelease(tx: Tx, scope: Scope, batchId: number, approvedAt: Date): Promise<number> {
  const input = { batchId, approvedAt: approvedAt.toISOString() } satisfies ReleaseRun;
  return enqueueJob(tx, scope, { kind: RELEASE, label: t("approvals.release.run", { id: batchId }), input });
}

/**
 * Holds everybody of an approved batch against its seal, draws who is held out and puts the messages into the outbox, in
 * one transaction: whatever ends it before leaves nothing behind, and it can be begun anew. The batch itself is locked only
 * at the end, so that the approval can be taken back at any moment while this is at work; then all of it is undone.
 */
export async function releaseApproved(scope: Scope, run: ReleaseRun, options: ReleaseOptions): Promise<ReleaseOutcome> {
  const open = options.transaction ?? ((work) => withScope(scope, work));
  try {
    return await open((tx) => releaseWithin(tx, scope, run, options));
  } catch (error) {
    if (error instanceof TakenBack) return { released: "taken-back" };
    throw error;
  }
}

/** Never leaves this file: it ends the transaction. */
class TakenBack extends Error {}

async function releaseWithin(tx: Tx, scope: Scope, run: ReleaseRun, options: ReleaseOptions): Promise<ReleaseOutcome> {
  const step = options.step ?? ((_, work) => work());
  // Taken back and approved once more while the first run is still ending, the second waits for it.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('notification_release'), ${run.batchId}::int)`);
  const batch = requireWanted(await readBatch(tx, scope, run.batchId), run);
  const { releasesAt } = batch;
  if (releasesAt === null) throw new TakenBack();
  const { written, differences } = await step("sealing", () => readSealed(tx, scope, batch, options));
  if (differences.length > 0) {
    await refuse(
      tx,
      scope,
      requireWanted(await readBatch(tx, scope, batch.id, "update"), run),
      differences,
      options.now,
    );
    return finished(tx, { released: "refused" }, options);
  }
  const released = await step("placing", () =>
    release(tx, scope, batch, written, releasesAt, async (fraction) => {
      options.progress?.(fraction);
      requireWanted(await readBatch(tx, scope, batch.id), run);
    }),
  );
  requireWanted(await readBatch(tx, scope, batch.id, "update"), run);
  await tx
    .update(notificationBatch)
    .set({ state: "approved" })
    .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, batch.id)));
  await writeAudit(tx, scope, {
    action: "notification.released",
    subject: `batch ${batch.id}`,
    detail: { ...released },
  });
  return finished(tx, { released: "released", ...released }, options);
}

async function finished(tx: Tx, outcome: ReleaseOutcome, { finish }: ReleaseOptions): Promise<ReleaseOutcome> {
  await finish?.(tx, outcome);
  return outcome;
}

function requireWanted(batch: BatchRow, { approvedAt }: ReleaseRun): BatchRow {
  if (batch.state !== "releasing" || batch.approvedAt?.toISOString() !== approvedAt) throw new TakenBack();
  return batch;
}

type Sealed = { readonly written: readonly Written[]; readonly differences: readonly string[] };

/** The share of its rows that is told at once: telling costs nothing, a call for each of very many does. */
const TOLD_EACH = 4_000;

async function readSealed(tx: Tx, scope: Scope, batch: BatchRow, { progress }: ReleaseOptions): Promise<Sealed> {
  const written: Written[] = [];
  let read = 0;
  const differences = await differencesFromSeal(tx, scope, batch, (member) => {
    if (member.leftOut === null) written.push(writtenTo(member));
    read++;
    if (read % TOLD_EACH === 0) progress?.(Math.min(1, read / batch.audience));
  });
  return { written, differences };
}
