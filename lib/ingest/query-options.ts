import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { listCheckedRowsAction, listUnknownValuesAction, previewWithdrawalAction } from "./actions";
import type { CheckedRows } from "./queries/checked";
import type { ProblemCode } from "./row/problem";

export const CHECKED_PAGE = 25;

/** A page of the bad rows a check has found; the check is over, so a page never changes. */
export const checkedRowsQuery = (issuerId: number, runId: number, offset: number, code: ProblemCode | null) =>
  queryOptions({
    queryKey: ["checked-rows", issuerId, runId, offset, code ?? "all"],
    queryFn: async (): Promise<CheckedRows> => {
      const result = await listCheckedRowsAction({ runId, offset, limit: CHECKED_PAGE, ...(code ? { code } : {}) });
      if (result.ok) return result.data;
      throw new Error(result.message);
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What would go with a batch; asked anew each time, because other imports may have come. */
export const withdrawalQuery = (issuerId: number, batchId: number) =>
  queryOptions({
    queryKey: ["withdrawal", issuerId, batchId],
    queryFn: async () => {
      const result = await previewWithdrawalAction({ batchId });
      if (result.ok) return result.data;
      throw new Error(result.message);
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Values of choice columns that a check did not know. */
export const unknownValuesQuery = (issuerId: number, runId: number) =>
  queryOptions({
    queryKey: ["unknown-values", issuerId, runId],
    queryFn: async () => {
      const result = await listUnknownValuesAction({ runId });
      if (result.ok) return result.data;
      throw new Error(result.message);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
