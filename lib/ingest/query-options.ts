import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { asking } from "@/lib/ask";
import type { ingestQuestions } from "./questions";
import type { ProblemCode } from "./row/problem";

export const CHECKED_PAGE = 25;

const ask = asking<typeof ingestQuestions>("ingest");

/** A page of the bad rows a check has found; the check is over, so a page never changes. */
export const checkedRowsQuery = (issuerId: number, runId: number, offset: number, code: ProblemCode | null) =>
  queryOptions({
    queryKey: ["checked-rows", issuerId, runId, offset, code ?? "all"],
    queryFn: ({ signal }) =>
      ask("checkedRows", { runId, offset, limit: CHECKED_PAGE, ...(code ? { code } : {}) }, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What would go with a batch; asked anew each time, because other imports may have come. */
export const withdrawalQuery = (issuerId: number, batchId: number) =>
  queryOptions({
    queryKey: ["withdrawal", issuerId, batchId],
    queryFn: ({ signal }) => ask("withdrawal", { batchId }, signal),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Values of choice columns that a check did not know. */
export const unknownValuesQuery = (issuerId: number, runId: number) =>
  queryOptions({
    queryKey: ["unknown-values", issuerId, runId],
    queryFn: ({ signal }) => ask("unknownValues", { runId }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
