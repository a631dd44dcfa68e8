import { type Approver, agreedAt, type Queue, type QueueItem } from "./queue-item";

type Approved = {
  readonly state: "half-approved" | "releasing" | "approved";
  readonly approvedAt: Date | string;
  readonly releasesAt: Date | string | null;
};

/** The queue as it is after an approval, before the server has been asked again. */
export function afterApproval(queue: Queue, id: number, approved: Approved, by: Omit<Approver, "at">): Queue {
  const item = queue.waiting.find((one) => one.id === id);
  if (!item) return queue;
  const { state, approvedAt, releasesAt } = approved;
  const approvers = [...item.approvers, { ...by, at: new Date(approvedAt).toISOString() }];
  if (state === "half-approved") {
    const half: QueueItem = { ...item, state, approvers };
    return { ...queue, waiting: queue.waiting.map((one) => (one.id === id ? half : one)) };
  }
  const gone: QueueItem = {
    ...item,
    state,
    approvers,
    releasesAt: releasesAt === null ? null : new Date(releasesAt).toISOString(),
  };
  return { waiting: queue.waiting.filter((one) => one.id !== id), revocable: [gone, ...queue.revocable] };
}

/** Without a proposal that was rejected. */
export const without = (queue: Queue, id: number): Queue => ({
  waiting: queue.waiting.filter((one) => one.id !== id),
  revocable: queue.revocable.filter((one) => one.id !== id),
});

/** After an approval was taken back: of what waited for a second person the proposal stays where it stood. */
export function afterUndo(queue: Queue, id: number): Queue {
  const again = (one: QueueItem): QueueItem => (one.id === id ? { ...one, state: "proposed", approvers: [] } : one);
  return { waiting: queue.waiting.map(again), revocable: queue.revocable.filter((one) => one.id !== id) };
}

/**
 * What is taken back next: of that which has not left yet, and of that which waits for a second person after this one has
 * agreed, what was agreed to last. `busy` is being decided already.
 */
export function lastApproved(
  { waiting, revocable }: Queue,
  personId: number,
  busy: ReadonlySet<number>,
): number | null {
  const since = [
    ...revocable.map((item) => ({ id: item.id, at: item.approvers.at(-1)?.at ?? "" })),
    ...waiting.map((item) => ({ id: item.id, at: agreedAt(item, personId) })),
  ];
  const [last] = since
    .flatMap(({ id, at }) => (at === null || busy.has(id) ? [] : [{ id, at }]))
    .sort((a, b) => (a.at === b.at ? b.id - a.id : a.at < b.at ? 1 : -1));
  return last?.id ?? null;
}

/** What stands where a proposal stood when it has gone: the next one, else the one before it; null: nothing is left. */
export function neighbourOf(items: readonly { readonly id: number }[], id: number | null): number | null {
  const at = items.findIndex((one) => one.id === id);
  if (at < 0) return items[0]?.id ?? null;
  return (items[at + 1] ?? items[at - 1])?.id ?? null;
}
