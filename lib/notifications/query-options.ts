import { queryOptions } from "@tanstack/react-query";
import { asking } from "@/lib/ask";
import type { Queue } from "./approval/queue-item";
import type { notificationQuestions } from "./questions";

/** Colleagues decide too, and proposals arrive at night: asked for now and then while it is open. */
const QUEUE_MS = 30_000;
/** While one is being released its progress is looked at. */
const RELEASE_MS = 2_000;
/** A proposal does not change; what its text has become may. */
const DETAIL_MS = 5 * 60_000;

const ask = asking<typeof notificationQuestions>("notifications");

export const approvalsKey = (issuerId: number) => ["approvals", issuerId] as const;

export const approvalsQuery = (issuerId: number, initialData: Queue) =>
  queryOptions({
    queryKey: approvalsKey(issuerId),
    queryFn: ({ signal }) => ask("approvals", {}, signal),
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
    queryFn: ({ signal }) => ask("approval", { batchId }, signal),
    staleTime: DETAIL_MS,
    retry: false,
  });
