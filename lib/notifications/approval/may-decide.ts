import type { Permission } from "@/lib/identity/permissions";
import { words } from "@/lib/messages/message";
import { notificationMessages } from "@/lib/messages/notifications";
import { notificationApprovalMessages } from "@/lib/messages/notifications-approval";
import { notificationDecisionMessages } from "@/lib/messages/notifications-decision";
import { screenMessages } from "@/lib/messages/screens";
import type { BatchState, Decision } from "../constants";
import { stateAt } from "../proposals/batch-state";
import { isReleased } from "./standing";

const t = words(screenMessages, notificationMessages, notificationApprovalMessages, notificationDecisionMessages);

/** A person, and what his role allows him at this moment. Keys and runs are nobody. */
export type Decider = { readonly personId: number; readonly permissions: ReadonlySet<Permission> };

/** What a decision depends on. `approvers` agree already; `seal` is of what is stored. */
export type Decidable = {
  readonly state: BatchState;
  readonly seal: string;
  readonly messages: number;
  readonly proposedBy: number | null;
  readonly expiresAt: Date;
  readonly releasesAt: Date | null;
  readonly startedAt: Date | null;
  readonly approvers: readonly { readonly personId: number; readonly personName: string }[];
};

export type Refusal = { readonly kind: "forbidden" | "conflict"; readonly sentence: string };

const forbidden = (sentence: string): Refusal => ({ kind: "forbidden", sentence });
const conflict = (sentence: string): Refusal => ({ kind: "conflict", sentence });

type Asked = { readonly decision: Decision; readonly seal: string; readonly now: Date };

/**
 * Why this person may not decide this of this batch now; null when he may. Closed unless everything speaks for it: a
 * person, with the permission, who did not propose it, with the very contents before him, while it can still be decided.
 * To hold back is easier than to let go: pausing and stopping also an admin may, and whoever proposed it may withdraw it.
 */
export function whyNot(decider: Decider | null, batch: Decidable, asked: Asked): Refusal | null {
  if (decider === null) return forbidden(t("notification.approval.needsPerson"));
  return whoMayNot(decider, batch, asked.decision) ?? whenNot(decider, batch, asked);
}

function whoMayNot({ personId, permissions }: Decider, batch: Decidable, decision: Decision): Refusal | null {
  const approves = permissions.has("notification.approve");
  const isOwn = batch.proposedBy === personId;
  const role = forbidden(t("notification.approval.role"));
  switch (decision) {
    case "approve":
    case "resume":
      if (!approves) return role;
      return isOwn ? forbidden(t(`notification.approval.own.${decision}`)) : null;
    case "reject":
      return approves || (isOwn && permissions.has("notification.propose")) ? null : role;
    case "undo":
      return approves ? null : role;
    case "pause":
    case "stop":
      return approves || permissions.has("notification.manage") ? null : role;
  }
}

const going: readonly BatchState[] = ["approved", "sending"];
const before: Record<Decision, readonly BatchState[]> = {
  approve: ["proposed", "half-approved"],
  reject: ["proposed", "half-approved"],
  undo: ["half-approved", "releasing", "approved", "paused"],
  pause: going,
  resume: ["paused"],
  stop: [...going, "paused"],
};

function whenNot({ personId }: Decider, batch: Decidable, { decision, seal, now }: Asked): Refusal | null {
  const state = stateAt(batch, now);
  // While its messages are being put in place nothing can leave, whatever the clock says.
  const isHeld = state === "half-approved" || state === "releasing";
  if (decision === "undo" && !isHeld && isReleased(batch, now)) return conflict(t("notification.approval.undoTooLate"));
  if (!before[decision].includes(state)) {
    const isApproved = state === "approved" || state === "releasing";
    const said = { state: t(`notification.approval.state.${state}`), who: names(batch) };
    if (decision === "approve" && isApproved) return conflict(t("notification.approval.already", said));
    return conflict(t(`notification.approval.not.${decision}`, said));
  }
  if (decision !== "approve") return null;
  if (batch.approvers.some((one) => one.personId === personId)) return conflict(t("notification.approval.twice"));
  if (batch.messages < 1) return conflict(t("notification.approval.empty"));
  return batch.seal === seal ? null : conflict(t("notification.approval.otherSeal"));
}

const names = (batch: Decidable) =>
  batch.approvers.map(({ personName }) => personName).join(t("notification.approval.and"));
