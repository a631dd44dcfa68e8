"use client";

import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ActionResult } from "@/lib/action";
import { answerOf } from "@/lib/answer-of";
import { t } from "@/lib/messages/notifications-approval";
import {
  approveBatchAction,
  approveBatchesAction,
  rejectBatchAction,
  undoApprovalAction,
} from "@/lib/notifications/actions/decisions";
import { afterApproval, afterUndo, without } from "@/lib/notifications/approval/queue-change";
import type { Queue, QueueItem } from "@/lib/notifications/approval/queue-item";
import { approvalsKey, approvalsQuery } from "@/lib/notifications/query-options";
import { queryClient } from "@/lib/query-client";
import { showApproved, showFailure } from "./approval-notices";

export type Viewer = { readonly personId: number; readonly name: string };
export type Issuer = { readonly id: number; readonly timeZone: string };
/** What became of several that were approved with one word. */
export type ReportLine = { readonly batchId: number; readonly text: string; readonly isRefused: boolean };

/** The queue as it stands, and what can be done with it. Each decision is the server's; what it says is shown at once. */
export function useApprovals(issuer: Issuer, viewer: Viewer, initial: Queue) {
  const client = queryClient();
  const { data: queue } = useQuery(approvalsQuery(issuer.id, initial), client);
  const [busy, setBusy] = useState<ReadonlySet<number>>(new Set());
  const [report, setReport] = useState<readonly ReportLine[]>([]);

  const key = approvalsKey(issuer.id);
  const change = (how: (queue: Queue) => Queue) =>
    client.setQueryData<Queue>(key, (before) => (before ? how(before) : before));

  async function during<T>(ids: readonly number[], act: () => Promise<ActionResult<T>>): Promise<T | null> {
    setBusy((before) => new Set([...before, ...ids]));
    // What is asked for now and then must not put back what is being decided.
    await client.cancelQueries({ queryKey: key });
    const result = await answerOf(act()).finally(() =>
      setBusy((before) => new Set([...before].filter((one) => !ids.includes(one)))),
    );
    if (!result.ok) showFailure(ids, result);
    void client.invalidateQueries({ queryKey: key });
    return result.ok ? result.data : null;
  }

  async function approve({ id, seal }: QueueItem): Promise<void> {
    const approved = await during([id], () => approveBatchAction({ batchId: id, seal }));
    if (!approved) return;
    change((before) => afterApproval(before, id, approved, viewer));
    showApproved({ id, ...approved, timeZone: issuer.timeZone, undo: () => void undo(id) });
  }

  async function approveMany(items: readonly QueueItem[]): Promise<void> {
    const batches = items.map(({ id, seal }) => ({ batchId: id, seal }));
    const ids = items.map(({ id }) => id);
    const lines = await during(ids, () => approveBatchesAction({ batches }));
    if (!lines) return;
    for (const line of lines)
      if (line.ok) change((before) => afterApproval(before, line.batchId, line.approved, viewer));
    setReport(
      lines.map((line) => {
        const { batchId: id } = line;
        if (!line.ok)
          return { batchId: id, isRefused: true, text: t("approvals.report.refused", { id, why: line.message }) };
        const { state, messages } = line.approved;
        const text =
          state === "half-approved"
            ? t("approvals.report.half", { id })
            : t("approvals.report.approved", { id, messages });
        return { batchId: id, isRefused: false, text };
      }),
    );
  }

  async function reject({ id }: QueueItem, reason: string): Promise<boolean> {
    const done = await during([id], async () => {
      const result = await rejectBatchAction({ batchId: id, reason });
      return result.ok ? { ...result, data: true } : result;
    });
    if (!done) return false;
    change((before) => without(before, id));
    notifications.show({ message: t("approvals.rejected", { id }) });
    return true;
  }

  async function undo(id: number): Promise<void> {
    const done = await during([id], async () => {
      const result = await undoApprovalAction({ batchId: id });
      return result.ok ? { ...result, data: true } : result;
    });
    if (!done) return;
    change((before) => afterUndo(before, id));
    notifications.hide(`approved-${id}`);
    notifications.show({ message: t("approvals.undone", { id }) });
  }

  return { queue, busy, report, forgetReport: () => setReport([]), approve, approveMany, reject, undo };
}
