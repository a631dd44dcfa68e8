import { queryOptions } from "@tanstack/react-query";
import { asking } from "@/lib/ask";
import type { JobView } from "./queries";
import type { jobQuestions } from "./questions";
import { isActive } from "./run-text";
import type { RunListInput } from "./schema";

const LIVE_MS = 1_000;
const LIST_LIVE_MS = 1_500;
const LIST_IDLE_MS = 10_000;
const NOTICE_LIVE_MS = 4_000;
const NOTICE_IDLE_MS = 60_000;

const ask = asking<typeof jobQuestions>("jobs");

/** One run, asked for each second until it has ended. */
export const runQuery = (issuerId: number, runId: number, initialData: JobView) =>
  queryOptions({
    queryKey: ["run", issuerId, runId],
    queryFn: ({ signal }) => ask("run", { runId }, signal),
    initialData,
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (isActive(state.data?.state) ? LIVE_MS : false),
  });

export const runListQuery = (issuerId: number, input: RunListInput, initialData: JobView[]) =>
  queryOptions({
    queryKey: ["runs", issuerId, input.state ?? "all", input.before ?? 0],
    queryFn: ({ signal }) => ask("list", input, signal),
    initialData,
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.some((run) => isActive(run.state)) ? LIST_LIVE_MS : LIST_IDLE_MS),
  });

/** Each end is given out once; while nothing of one's own runs, it is asked for seldom. */
export const endedRunsQuery = (issuerId: number) =>
  queryOptions({
    queryKey: ["ended-runs", issuerId],
    // Never broken off: what has been given out is not given out again.
    queryFn: () => ask("ended", {}),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state }) => ((state.data?.active ?? 0) > 0 ? NOTICE_LIVE_MS : NOTICE_IDLE_MS),
  });
