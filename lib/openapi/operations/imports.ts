import { z } from "zod";
import { batchStates, entities } from "@/lib/ingest/constants";

import { problemCodes } from "@/lib/ingest/row/problem";
import {
  batchListQuery,
  batchPath,
  checkedRowsQuery,
  dismissInput,
  importBody,
  refusedPath,
  refusedQuery,
  reloadInput,
  repairBody,
  uploadQuery,
} from "@/lib/ingest/schema";
import { jobStates } from "@/lib/jobs/constants";
import { runIdParams, runListQuery } from "@/lib/jobs/schema";
import type { Operation } from "../operation";

const instant = z.string().meta({ format: "date-time" });
const count = z.number().int();
const counts = z
  .record(z.enum(entities), z.object({ read: count, new: count, updated: count, repeated: count, refused: count }))
  .meta({ description: "Every row read is new, updated, repeated or refused" });

const file = z.object({ id: count, name: z.string(), size: count, sha256: z.string() }).meta({ id: "ImportFile" });
const batch = z
  .object({
    id: count,
    source: z.string(),
    state: z.enum(batchStates),
    label: z.string(),
    files: z.array(z.object({ name: z.string(), entity: z.string(), fileId: count.nullable(), sha256: z.string() })),
    counts,
    notices: z.array(z.object({ file: z.string(), text: z.string() })),
    firstOn: z.string().nullable(),
    lastOn: z.string().nullable(),
    createdByName: z.string().nullable(),
    recordedAt: instant,
    withdrawnAt: instant.nullable(),
    openRows: count.meta({
      description: "Rows of the batch that are still kept aside, whichever batch brought them first",
    }),
  })
  .meta({ id: "ImportBatch" });
const problem = z.object({
  field: z.string(),
  column: z.string(),
  value: z.string(),
  code: z.enum(problemCodes),
  reason: z.string(),
  batch: count.optional().meta({ description: "Of a replaced row: the batch that brought the other" }),
});
const refused = z
  .object({
    file: z.string(),
    line: count,
    entity: z.enum(entities),
    cells: z.array(z.string()).nullable().meta({
      description:
        "Null in a customer's row without the scope `customer.read`; its problems then name the column and the kind of fault, no value. A row is of the kind that its mapping takes the file for: people in a file that is mapped as another kind are not known as such",
    }),
    problems: z.array(problem),
  })
  .meta({ id: "RefusedRow" });
const keptRow = refused
  .extend({
    id: count,
    batchId: count,
    values: z
      .record(z.string(), z.string())
      .nullable()
      .meta({ description: "Field → its text in the file; null like `cells`" }),
    retry: z.boolean().meta({ description: "Tried again with each load: what it lacks may come" }),
    loadedByBatchId: count.nullable(),
  })
  .meta({ id: "KeptRow" });
const run = z
  .object({
    id: count,
    kind: z.string(),
    label: z.string(),
    state: z.enum(jobStates),
    progress: z.number().meta({ description: "0 to 1; 1 only after success" }),
    place: count.nullable().meta({ description: "Place in the queue while it waits; 1 is next" }),
    steps: z.array(z.object({ name: z.string(), state: z.string() })),
    note: z.string().nullable(),
    error: z.string().nullable(),
    result: z.record(z.string(), z.unknown()).nullable(),
    startedByName: z.string(),
    createdAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: "Run" });
const importForm = z.object({
  file: z.array(z.string().meta({ format: "binary" })).min(1),
  mapping: z.string().meta({ description: "The name of a saved mapping" }),
  dryRun: z.enum(["true", "false"]).optional(),
});
const started = z.object({ runId: count }).meta({ description: "The background run to be watched at /runs/{runId}" });

export const importOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/imports/files",
    id: "uploadFile",
    tag: "Imports",
    summary: "Send one file",
    description:
      "The body is the file's bytes. They are stored as they arrive; an upload that breaks off leaves nothing. The same file again is the file that is there.",
    permission: "import.run",
    query: uploadQuery,
    refusals: [422],
    body: { type: "application/octet-stream", schema: z.string().meta({ format: "binary" }) },
    status: 201,
    response: file,
  },
  {
    method: "post",
    path: "/imports",
    id: "startImport",
    tag: "Imports",
    summary: "Import files by a mapping, or only check them",
    description:
      "JSON with ids of files sent beforehand, or multipart/form-data with parts `file` (repeated), `mapping` (a saved one's name) and `dryRun` (true or false). Loading the same twice changes nothing.",
    permission: "import.run",
    body: { type: "application/json", schema: importBody },
    form: importForm,
    status: 202,
    refusals: [422],
    response: started,
  },
  {
    method: "get",
    path: "/imports",
    id: "listImports",
    tag: "Imports",
    summary: "Batches, newest first",
    permission: "import.read",
    query: batchListQuery,
    response: z.object({ items: z.array(batch), before: count.nullable() }),
  },
  {
    method: "get",
    path: "/imports/{id}",
    id: "getImport",
    tag: "Imports",
    summary: "One batch",
    permission: "import.read",
    params: batchPath,
    response: batch,
  },
  {
    method: "post",
    path: "/imports/{id}/withdraw",
    id: "withdrawImport",
    tag: "Imports",
    summary: "Take a batch back, as if it had never come",
    description: "Refused while later batches stand on it.",
    permission: "import.withdraw",
    params: batchPath,
    status: 202,
    refusals: [409],
    response: started,
  },
  {
    method: "get",
    path: "/imports/refused",
    id: "listRefusedRows",
    tag: "Imports",
    summary: "Rows kept aside, each with its reasons",
    permission: "import.read",
    query: refusedQuery,
    response: z.object({ items: z.array(keptRow), total: count, after: count.nullable() }),
  },
  {
    method: "patch",
    path: "/imports/refused/{id}",
    id: "repairRefusedRow",
    tag: "Imports",
    summary: "Change values of a row kept aside, and load it",
    description:
      "Values as they would stand in the file, by field; they are read by the mapping of the row's own batch. What is still wrong is 422 and named by field, and nothing is changed. Without `load` the row is tried when it is asked for at /imports/refused/load.",
    permission: "import.run",
    params: refusedPath,
    body: { type: "application/json", schema: repairBody },
    refusals: [409, 422],
    response: z.object({ runId: count.nullable() }).meta({ description: "The run that loads it, where asked for" }),
  },
  {
    method: "post",
    path: "/imports/refused/load",
    id: "loadRefusedRows",
    tag: "Imports",
    summary: "Load rows kept aside",
    permission: "import.run",
    body: { type: "application/json", schema: reloadInput },
    status: 202,
    response: started,
  },
  {
    method: "post",
    path: "/imports/refused/dismiss",
    id: "dismissRefusedRows",
    tag: "Imports",
    summary: "Give rows up: they stay to be seen and are not tried again",
    permission: "import.run",
    body: { type: "application/json", schema: dismissInput },
    response: z.object({ dismissed: count }),
  },
  {
    method: "post",
    path: "/imports/refused/recall",
    id: "recallRefusedRows",
    tag: "Imports",
    summary: "Keep rows aside again that were given up",
    permission: "import.run",
    body: { type: "application/json", schema: dismissInput },
    response: z.object({ recalled: count }),
  },
  {
    method: "get",
    path: "/runs",
    id: "listRuns",
    tag: "Runs",
    summary: "Background runs, newest first",
    permission: "job.read",
    query: runListQuery,
    response: z.object({ items: z.array(run), before: count.nullable() }),
  },
  {
    method: "get",
    path: "/runs/{id}",
    id: "getRun",
    tag: "Runs",
    summary: "One run: state, place in the queue, steps, progress, result",
    permission: "job.read",
    params: runIdParams,
    response: run,
  },
  {
    method: "post",
    path: "/runs/{id}/cancel",
    id: "cancelRun",
    tag: "Runs",
    summary: "Cancel a run; nothing of it is written",
    description:
      "Whoever started it may, as a person with a session; of another's run it needs the scope `job.cancel` too.",
    permission: "job.read",
    params: runIdParams,
    status: 202,
    refusals: [409],
    response: run,
  },
  {
    method: "post",
    path: "/runs/{id}/retry",
    id: "retryRun",
    tag: "Runs",
    summary: "Queue a failed or cancelled run again, with the input it had",
    description:
      "Whoever started it may, as a person with a session who may start such a run; of another's run it needs the scope `job.cancel` too.",
    permission: "job.read",
    params: runIdParams,
    status: 202,
    refusals: [409],
    response: run,
  },
  {
    method: "get",
    path: "/runs/{id}/refused",
    id: "listCheckedRows",
    tag: "Runs",
    summary: "The rows a check would keep aside",
    permission: "import.run",
    params: runIdParams,
    query: checkedRowsQuery,
    refusals: [409],
    response: z.object({ items: z.array(refused), total: count }),
  },
];
