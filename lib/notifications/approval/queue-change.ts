import type { Queue, QueueItem } from "./queue-item";

type Approved = {
  readonly state: "half-approved" | "releasing" | "approved";
  readonly releasesAt: Date | string | null;
};
type Approver = { readonly personId: number; readonly name: string };

/** The queue as it is after an approval, before the server has been asked again. */
export function afterApproval(queue: Queue, id: number, { state, releasesAt }: Approved, by: Approver): Queue {
  const item = queue.waiting.find((one) => one.id === id);
  if (!item) return queue;
  const approvers = [...item.approvers, by];
  if (state === "half-approved") {
    const half: QueueItem = { ...item, state, approvers };
    return { ...queue, waiting: queue.waiting.map((one) => (one.id === id ? half : one)) };
  }
  const approved: QueueItem = {
    ...item,
    state,
    approvers,
    releasesAt: releasesAt === null ? null : new Date(releasesAt).toISOString(),
  };
  return { waiting: queue.waiting.filter((one) => one.id !== id), revocable: [approved, ...queue.revocable] };
}

/** Without a proposal that was rejected, or an approval that was taken back. */
export const without = (queue: Queue, id: number): Queue => ({
  waiting: queue.waiting.filter((one) => one.id !== id),
  revocable: queue.revocable.filter((one) => one.id !== id),
});

/** What stands where a proposal stood when it has gone: the next one, else the one before it; null: nothing is left. */
export function neighbourOf(items: readonly { readonly id: number }[], id: number | null): number | null {
  const at = items.findIndex((one) => one.id === id);
  if (at < 0) return items[0]?.id ?? null;
  return (items[at + 1] ?? items[at - 1])?.id ?? null;
}
