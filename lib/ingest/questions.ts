import { z } from "zod";
import { defineQuestion } from "@/lib/question";
import { getBatch } from "./queries/batch";
import { listCheckedRows, listUnknownValues } from "./queries/checked";
import { previewWithdrawal } from "./queries/withdrawal";
import { checkedRowsInput, withdrawInput } from "./schema";

export const ingestQuestions = {
  checkedRows: defineQuestion({
    permission: "import.run",
    input: checkedRowsInput,
    handler: (scope, input) => listCheckedRows(scope, input),
  }),

  unknownValues: defineQuestion({
    permission: "import.run",
    input: z.strictObject({ runId: z.int().positive() }),
    handler: (scope, { runId }) => listUnknownValues(scope, runId),
  }),

  withdrawal: defineQuestion({
    permission: "import.withdraw",
    input: withdrawInput,
    handler: async (scope, { batchId }) => {
      await getBatch(scope, batchId);
      return previewWithdrawal(scope, batchId);
    },
  }),
};
