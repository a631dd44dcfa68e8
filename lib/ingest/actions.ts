"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { adoptFiles } from "./mutations/adopt";
import { removeUnusedFile } from "./mutations/file";
import { removeMapping, saveMapping } from "./mutations/mapping";
import { checkRepair, dismissRows, recallRows, repairRows } from "./mutations/repair";
import { startChecked, startImport, startReload, startWithdrawal } from "./mutations/start";
import { describeFile } from "./queries/describe";
import {
  adoptInput,
  dismissInput,
  previewInput,
  reloadInput,
  removeFileInput,
  removeMappingInput,
  repairRowInput,
  saveMappingInput,
  startImportInput,
  withdrawInput,
} from "./schema";

export const describeFileAction = defineAction({
  permission: "import.run",
  input: previewInput,
  handler: (scope, { fileId, ...options }) => describeFile(scope, fileId, options),
});

/** Moves the files to the issuer a shipped mapping is for, which is made where it does not exist. */
export const adoptFilesAction = defineAction({
  permission: "import.run",
  input: adoptInput,
  handler: (scope, input) => adoptFiles(scope, input),
});

export const removeFileAction = defineAction({
  permission: "import.run",
  input: removeFileInput,
  handler: (scope, { fileId }) => removeUnusedFile(scope, fileId),
});

export const startImportAction = defineAction({
  permission: "import.run",
  input: startImportInput,
  handler: (scope, input) => startImport(scope, input),
});

export const startCheckedAction = defineAction({
  permission: "import.run",
  input: z.strictObject({ runId: z.int().positive() }),
  handler: (scope, { runId }) => startChecked(scope, runId),
});

export const withdrawBatchAction = defineAction({
  permission: "import.withdraw",
  input: withdrawInput,
  handler: (scope, { batchId }) => startWithdrawal(scope, batchId),
});

/** The list is drawn on the server; after a change it is drawn again. */
async function andShow<T>(work: Promise<T>, page: "kept-aside" | "mappings" = "kept-aside"): Promise<T> {
  const result = await work;
  revalidatePath(`/issuer/imports/${page}`);
  return result;
}

/** Saves a row's new values when its mapping can read them, and loads it when asked to; else says what is still wrong. */
export const repairRowAction = defineAction({
  permission: "import.run",
  input: repairRowInput,
  handler: async (scope, { id, values, load }) => {
    const { problems } = await checkRepair(scope, { id, values }, new Date());
    if (problems.length > 0) return { problems, runId: null };
    await andShow(repairRows(scope, { rows: [{ id, values }] }));
    const started = load ? await startReload(scope, [id]) : null;
    return { problems, runId: started?.runId ?? null };
  },
});

export const reloadRowsAction = defineAction({
  permission: "import.run",
  input: reloadInput,
  handler: (scope, { ids }) => startReload(scope, ids),
});

export const dismissRowsAction = defineAction({
  permission: "import.run",
  input: dismissInput,
  handler: (scope, { ids }) => andShow(dismissRows(scope, ids)),
});

export const recallRowsAction = defineAction({
  permission: "import.run",
  input: dismissInput,
  handler: (scope, { ids }) => andShow(recallRows(scope, ids)),
});

export const saveMappingAction = defineAction({
  permission: "import.run",
  input: saveMappingInput,
  handler: (scope, input) => saveMapping(scope, input),
});

export const removeMappingAction = defineAction({
  permission: "import.run",
  input: removeMappingInput,
  handler: (scope, { id }) => andShow(removeMapping(scope, id), "mappings"),
});
