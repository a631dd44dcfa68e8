import { type Tx, withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-decision";
import { RELEASED_AT_ONCE } from "../approval/constants";
import type { ApproveInput } from "../approval/schema";
import { rulesDifference } from "../approval/seal-difference";
import { type Written, writtenTo } from "../approval/written";
import { approvalsNeeded } from "../proposals/approvals-needed";
import { type Deciding, openDecision } from "../queries/decision";
import { type BatchRow, differencesFromSeal, differencesOfHead, readBatchTemplate } from "../queries/seal";
import { type NotificationSetting, readSetting } from "../queries/settings";
import { controlCount } from "../trial/draw";
import { recordDecision } from "./approve-record";
import { release, shareHeldOut } from "./approve-release";
import { askApprovers } from "./ask-approvers";
import { queueRelease } from "./release";

export type Approved = {
  /** `releasing`: a run still holds everybody against the seal and puts the messages in place. */
  readonly state: "half-approved" | "releasing" | "approved";
  readonly approvedAt: Date;
  /** Until then it can be taken back; null while another has to agree. */
  readonly releasesAt: Date | null;
  readonly messages: number;
  readonly heldOut: number;
};

/**
 * A manager lets exactly these messages out: what he read is named by the seal, and it is made anew of what is stored,
 * person by person. The last approval that is needed draws the hold-out and puts the messages into the outbox, in this
 * same transaction or, of a large audience, in that of a run which is queued with it; none of them leaves before the time
 * for taking it back is over.
 * @param atOnce the largest audience that is released here and now.
 * @throws Forbidden for whoever proposed it or may not, Conflict for what is decided, expired or no longer the same.
 */
export function approveBatch(
  scope: Scope,
  input: ApproveInput,
  now: Date,
  as?: string,
  atOnce = RELEASED_AT_ONCE,
): Promise<Approved> {
  return withScope(scope, async (tx) => {
    const asked = { ...input, decision: "approve", now, ...(as === undefined ? {} : { as }) } as const;
    const deciding = await openDecision(tx, scope, asked);
    const { batch, approvers } = deciding;
    const setting = await requireRules(tx, scope, batch);
    const isLarge = batch.audience > atOnce;
    const written = isLarge ? await requireHead(tx, scope, batch) : await requireSealed(tx, scope, batch);
    const { valueAtStake: value, messages, currency, messageClass } = batch;
    const limits = approvalsNeeded({ value, messages, currency, messageClass }, setting, scope.issuer.currency);
    const needed = Math.max(batch.approvalsNeeded, limits);
    if (approvers.length + 1 < needed) {
      await recordDecision(tx, scope, deciding, {
        decision: "approve",
        action: "notification.half-approved",
        change: { state: "half-approved" },
        now,
      });
      await askApprovers(tx, scope);
      return { state: "half-approved", approvedAt: now, releasesAt: null, messages: batch.messages, heldOut: 0 };
    }
    const releasesAt = new Date(now.getTime() + setting.undoMinutes * 60_000);
    return written === null
      ? startRelease(tx, scope, deciding, releasesAt, now)
      : releaseNow(tx, scope, deciding, written, releasesAt, now);
  });
}

async function releaseNow(
  tx: Tx,
  scope: Scope,
  deciding: Deciding,
  written: readonly Written[],
  releasesAt: Date,
  now: Date,
): Promise<Approved> {
  const released = await release(tx, scope, deciding.batch, written, releasesAt);
  await recordDecision(tx, scope, deciding, {
    decision: "approve",
    action: "notification.approved",
    change: { state: "approved", approvedAt: now, releasesAt },
    now,
    detail: { ...released, releasesAt: releasesAt.toISOString() },
  });
  return { state: "approved", approvedAt: now, releasesAt, ...released };
}

/** How many are held out is known before it is known who. */
async function startRelease(tx: Tx, scope: Scope, deciding: Deciding, releasesAt: Date, now: Date): Promise<Approved> {
  const { batch } = deciding;
  const heldOut = controlCount(batch.messages, shareHeldOut(batch));
  const counts = { messages: batch.messages - heldOut, heldOut };
  const run = await queueRelease(tx, scope, batch.id, now);
  await recordDecision(tx, scope, deciding, {
    decision: "approve",
    action: "notification.approved",
    change: { state: "releasing", approvedAt: now, releasesAt },
    now,
    detail: { ...counts, releasesAt: releasesAt.toISOString(), run },
  });
  return { state: "releasing", approvedAt: now, releasesAt, ...counts };
}

/** Without rules nothing leaves; by other rules than the approver saw neither, nor in words that were withdrawn. */
async function requireRules(tx: Tx, scope: Scope, batch: BatchRow): Promise<NotificationSetting> {
  const setting = await readSetting(tx, scope);
  if (!setting) throw new Conflict(t("notification.approval.noRules"));
  if (batch.messageClass === "commercial" && !setting.postalAddress?.trim())
    throw new Conflict(t("notification.approval.noPostalAddress"));
  const changes = rulesDifference(batch.rules, setting);
  if (changes.length > 0) throw changed(changes);
  const { withdrawnAt } = await readBatchTemplate(tx, scope, batch);
  if (withdrawnAt) {
    const day = formatDate(withdrawnAt.toISOString().slice(0, 10));
    throw new Conflict(t("notification.approval.withdrawn", { day }));
  }
  return setting;
}

const changed = (changes: readonly string[]) =>
  new Conflict(t("notification.approval.changed", { changes: changes.join(" ") }));

/** All of the batch but its people, who are held against the seal by the run; null: nobody was read. */
async function requireHead(tx: Tx, scope: Scope, batch: BatchRow): Promise<null> {
  const differences = await differencesOfHead(tx, scope, batch);
  if (differences.length > 0) throw changed(differences);
  return null;
}

/** Those who are to be written to, once everything has been held against the seal. */
async function requireSealed(tx: Tx, scope: Scope, batch: BatchRow): Promise<Written[]> {
  const written: Written[] = [];
  const differences = await differencesFromSeal(tx, scope, batch, (member) => {
    if (member.leftOut === null) written.push(writtenTo(member));
  });
  if (differences.length > 0) throw changed(differences);
  return written;
}
