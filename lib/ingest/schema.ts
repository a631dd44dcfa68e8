import { z } from "zod";
import { rowNumber, wholeNumber } from "@/lib/whole-number";
import { batchStates, entities } from "./constants";
import { faultOfName } from "./file-name";
import { delimiterSchema, mappingSchema } from "./mapping/schema";
import { encodings } from "./reader/encoding";
import { problemCodes } from "./row/problem";

const id = z.int().positive().max(2_147_483_647);
const rowId = z.int().positive();
const fileIds = z.array(id).min(1).max(100);

export const previewInput = z.strictObject({
  fileId: id,
  encoding: z.enum(encodings).optional(),
  delimiter: delimiterSchema.optional(),
  sheet: z.string().min(1).max(100).optional(),
  entity: z.enum(entities).optional(),
});

/** A page of the rows that a check would keep aside, all or those with one kind of problem. */
export const checkedRowsInput = z.strictObject({
  runId: id,
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(1_000).default(50),
  code: z.enum(problemCodes).optional(),
});
export const adoptInput = z.strictObject({ mapping: z.string().min(1).max(100), fileIds });
export const startImportInput = z.strictObject({ fileIds, mapping: mappingSchema, dryRun: z.boolean().default(false) });
export const withdrawInput = z.strictObject({ batchId: id });
export const removeFileInput = z.strictObject({ fileId: id });

/** 'open' is still aside, 'loaded' came in later, 'dismissed' was given up. */
export const refusedStates = ["open", "loaded", "dismissed"] as const;
export const refusedListInput = z.strictObject({
  batchId: id.optional(),
  entity: z.enum(entities).optional(),
  state: z.enum(refusedStates).default("open"),
  after: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(50),
});

/** What is in it is the parser's to judge. */
const cell = z.string().max(1_000);
export const repairRowInput = z.strictObject({
  id: rowId,
  values: z.record(z.string().max(40), cell),
  load: z.boolean().default(false),
});
export const reloadInput = z.strictObject({ ids: z.array(rowId).min(1).max(5_000) });
export const dismissInput = z.strictObject({ ids: z.array(rowId).min(1).max(5_000) });

export const batchListInput = z.strictObject({
  state: z.enum(batchStates).optional(),
  before: id.optional(),
  limit: z.int().min(1).max(200).default(50),
});

export const saveMappingInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  mapping: mappingSchema,
  replace: z.boolean().default(false),
});
export const removeMappingInput = z.strictObject({ id });

export type RefusedListParams = z.input<typeof refusedListInput>;
export type BatchListParams = z.input<typeof batchListInput>;

/** What lies in the queue for a run. A dry run's problems are its result; a repair has rows instead of files. */
export const importJobInput = z.strictObject({
  fileIds: z.array(id).max(100),
  mapping: mappingSchema,
  dryRun: z.boolean().default(false),
});
export const withdrawJobInput = z.strictObject({ batchId: id });
export const repairJobInput = z.strictObject({ ids: z.array(rowId).min(1).max(5_000) });

/** The rows kept aside as their page's address filters them. */
export const keptAddress = z.object({
  state: z.enum(refusedStates).default("open"),
  entity: z.enum(entities).optional(),
  batch: rowNumber.optional(),
  after: rowNumber.optional(),
});
export const runAddress = z.object({ run: rowNumber.optional() });

/** REST: the same in its strict form. */
export const batchPath = z.strictObject({ id: rowNumber });
export const batchListQuery = z.strictObject({
  state: z.enum(batchStates).optional(),
  before: rowNumber.optional(),
  limit: wholeNumber(1, 200).default(50),
});
export const refusedQuery = z.strictObject({
  state: z.enum(refusedStates).default("open"),
  entity: z.enum(entities).optional(),
  batch: rowNumber.optional(),
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: wholeNumber(1, 500).default(50),
});
export const refusedPath = z.strictObject({ id: wholeNumber(1, Number.MAX_SAFE_INTEGER) });
/** New values by field, as they would stand in the file; the others stay. */
export const repairBody = repairRowInput.omit({ id: true });
/** A name that will not do is a parameter that will not do, whatever is wrong with it: 400 like one that is missing. */
export const uploadQuery = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(300)
    .superRefine((name, context) => {
      const message = faultOfName(name);
      if (message !== null) context.addIssue({ code: "custom", message });
    }),
});
/** Files that were sent beforehand, and a mapping: one that is saved, by name, or a whole one. */
export const importBody = z.strictObject({
  files: fileIds,
  mapping: z.union([z.string().min(1).max(100), mappingSchema]),
  dryRun: z.boolean().default(false),
});
export const checkedRowsQuery = z.strictObject({
  offset: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: wholeNumber(1, 1_000).default(50),
  code: z.enum(problemCodes).optional(),
});
