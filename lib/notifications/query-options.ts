import { queryOptions } from "@tanstack/react-query";
import type { ActionResult } from "@/lib/action";
import { approvalDetailAction, listApprovalsAction } from "./actions/decisions";
import type { Queue } from "./approval/queue-item";

/** Colleagues decide too, and proposals arrive at night: asked for now and then while it is open. */
const QUEUE_MS = 30_000;
/** While one is being released its progress is looked at. */
const RELEASE_MS = 2_000;
/** A proposal does not change; what its text has become may. */
const DETAIL_MS = 5 * 60_000;

function dataOf<T>(result: ActionResult<T>): T {
  if (result.ok) return result.data;
  throw new Error(result.message);
}

export const approvalsKey = (issuerId: number) => ["approvals", issuerId] as const;

export const approvalsQuery = (issuerId: number, initialData: Queue) =>
  queryOptions({
    queryKey: approvalsKey(issuerId),
    queryFn: async () => dataOf(await listApprovalsAction({})),
    initialData,
    staleTime: 0,
    refetchOnMount: false,
    retry: false,
    refetchInterval: (query) =>
      query.state.data?.revocable.some(({ state }) => state === "releasing") ? RELEASE_MS : QUEUE_MS,
  });

export const approvalDetailQuery = (issuerId: number, batchId: number) =>
  queryOptions({
    queryKey: ["approval", issuerId, batchId],
    queryFn: async () => dataOf(await approvalDetailAction({ batchId })),
    staleTime: DETAIL_MS,
    retry: false,
  });
