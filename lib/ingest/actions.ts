"use server";

import { z } from "zod";
import { defineAction } from "@/lib/action";
import { removeFile } from "./mutations/file";
import { dryRun } from "./mutations/load";
import { removeMapping, saveMapping } from "./mutations/mapping";
import { planStored } from "./mutations/plan";
import { dismissRows, repairRows } from "./mutations/repair";
import { startImport, startReload, startWithdrawal } from "./mutations/start";
import { listBatches } from "./queries/batch";
import { previewFile, previewFiles } from "./queries/file";
import { listMappings } from "./queries/mapping";
import { listRefusedRows } from "./queries/refused";
import {
  batchListInput,
  dismissInput,
  dryRunInput,
  previewAllInput,
  previewInput,
  refusedListInput,
  reloadInput,
  removeFileInput,
  removeMappingInput,
  repairInput,
  saveMappingInput,
  startImportInput,
  withdrawInput,
} from "./schema";

export const previewFileAction = defineAction({
  permission: "import.run",
  input: previewInput,
  handler: (scope, { fileId, ...options }) => previewFile(scope, fileId, options),
});

export const previewFilesAction = defineAction({
  permission: "import.run",
  input: previewAllInput,
  handler: (scope, { fileIds }) => previewFiles(scope, fileIds),
});

/** For files small enough to wait for; larger ones run in the background by `startImport` with `dryRun`. */
export const dryRunAction = defineAction({
  permission: "import.run",
  input: dryRunInput,
  handler: async (scope, { fileIds, mapping, page }) =>
    dryRun(scope, await planStored(scope, fileIds, mapping), { now: new Date(), ...(page ? { page } : {}) }),
});

export const startImportAction = defineAction({
  permission: "import.run",
  input: startImportInput,
  handler: (scope, input) => startImport(scope, input),
});

export const removeFileAction = defineAction({
  permission: "import.run",
  input: removeFileInput,
  handler: (scope, { fileId }) => removeFile(scope, fileId),
});

export const withdrawBatchAction = defineAction({
  permission: "import.withdraw",
  input: withdrawInput,
  handler: (scope, { batchId }) => startWithdrawal(scope, batchId),
});

export const listBatchesAction = defineAction({
  permission: "import.read",
  input: batchListInput,
  handler: (scope, input) => listBatches(scope, input),
});

export const listRefusedRowsAction = defineAction({
  permission: "import.read",
  input: refusedListInput,
  handler: (scope, input) => listRefusedRows(scope, input),
});

export const repairRowsAction = defineAction({
  permission: "import.run",
  input: repairInput,
  handler: (scope, input) => repairRows(scope, input),
});

export const reloadRowsAction = defineAction({
  permission: "import.run",
  input: reloadInput,
  handler: (scope, { ids }) => startReload(scope, ids),
});

export const dismissRowsAction = defineAction({
  permission: "import.run",
  input: dismissInput,
  handler: (scope, { ids }) => dismissRows(scope, ids),
});

export const listMappingsAction = defineAction({
  permission: "import.read",
  input: z.strictObject({}),
  handler: (scope) => listMappings(scope),
});

export const saveMappingAction = defineAction({
  permission: "import.run",
  input: saveMappingInput,
  handler: (scope, input) => saveMapping(scope, input),
});

export const removeMappingAction = defineAction({
  permission: "import.run",
  input: removeMappingInput,
  handler: (scope, { id }) => removeMapping(scope, id),
});
