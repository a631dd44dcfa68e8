import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { batchSources, batchStates, entities } from "@/lib/ingest/constants";
import { issuer } from "./programme";
import { app, bronze, type TableClass } from "./schemas";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** How facts came in. Source ids are claimed here, on one node, because facts themselves lie on many. */
export const importClasses = {
  "bronze.file": "L",
  "bronze.file_chunk": "L",
  "bronze.refused_row": "L",
  "bronze.refused_again": "L",
  "bronze.customer_change": "L",
  "bronze.merchant_change": "L",
  "app.import_mapping": "L",
  "app.import_batch": "L",
  "app.customer_key": "L",
  "app.card_key": "L",
} as const satisfies Record<string, TableClass>;

/** A file as it arrived. Its bytes lie in the database so that web and worker need no common disk. */
export const file = bronze.table(
  "file",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    name: text().notNull(),
    size: bigint({ mode: "number" }).notNull().default(0),
    /** Hex SHA-256 of the bytes; null until the last byte has arrived, and then never used. */
    sha256: text(),
    uploadedBy: integer("uploaded_by"),
    uploadedAt: timestamp("uploaded_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("file_issuer_idx").on(t.issuerId, t.uploadedAt), unique("file_issuer_key").on(t.issuerId, t.id)],
);

export const fileChunk = bronze.table(
  "file_chunk",
  {
    issuerId: integer("issuer_id").notNull(),
    fileId: integer("file_id")
      .notNull()
      .references(() => file.id, { onDelete: "cascade" }),
    seq: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ name: "file_chunk_pkey", columns: [t.fileId, t.seq] })],
);

/** Rows kept aside, each with what was wrong; a repaired one is loaded with a later batch. */
export const refusedRow = bronze.table(
  "refused_row",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    batchId: integer("batch_id").notNull(),
    fileName: text("file_name").notNull(),
    line: integer().notNull(),
    entity: text({ enum: entities }).notNull(),
    cells: text().array().notNull(),
    /** Field name → value as mapped, before parsing: what a person repairs. */
    values: jsonb().$type<Record<string, string>>().notNull(),
    problems: jsonb()
      .$type<{ field: string; column: string; value: string; code: string; reason: string; batch?: number }[]>()
      .notNull(),
    /** True when only something missing elsewhere stood in the way: tried again with each later load. */
    retry: boolean().notNull().default(false),
    /** The batch that loaded it in the end, after a retry or a repair. */
    loadedByBatchId: integer("loaded_by_batch_id"),
    dismissedAt: timestamp("dismissed_at", { withTimezone: true }),
    /** Hex SHA-256 of the row as it stood and of how it was read: a cumulative file brings the same one every night. */
    content: text(),
  },
  (t) => [
    index("refused_row_content_idx").on(t.issuerId, t.content),
    index("refused_row_open_idx")
      .on(t.issuerId, t.entity)
      .where(sql`loaded_by_batch_id is null and dismissed_at is null`),
    index("refused_row_batch_idx").on(t.issuerId, t.batchId),
  ],
);

/** Where later batches have brought a row kept aside once more: they would keep it, had the first never come. */
export const refusedAgain = bronze.table(
  "refused_again",
  {
    issuerId: integer("issuer_id").notNull(),
    refusedId: bigint("refused_id", { mode: "number" })
      .notNull()
      .references(() => refusedRow.id, { onDelete: "cascade" }),
    batchId: integer("batch_id").notNull(),
    fileName: text("file_name").notNull(),
    line: integer().notNull(),
  },
  (t) => [
    primaryKey({ name: "refused_again_pkey", columns: [t.refusedId, t.batchId, t.fileName, t.line] }),
    index("refused_again_batch_idx").on(t.issuerId, t.batchId),
  ],
);

/**
 * What a batch has changed of a holder who was there before it: only the fields that changed, as stored. Of a batch that is
 * withdrawn only a no to messages is left, with nothing before it.
 */
export const customerChange = bronze.table(
  "customer_change",
  {
    issuerId: integer("issuer_id").notNull(),
    batchId: integer("batch_id").notNull(),
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    before: jsonb().$type<Record<string, string | boolean | null>>().notNull(),
    after: jsonb().$type<Record<string, string | boolean | null>>().notNull(),
  },
  (t) => [
    primaryKey({ name: "customer_change_pkey", columns: [t.customerId, t.batchId] }),
    index("customer_change_batch_idx").on(t.issuerId, t.batchId),
  ],
);

/** The same of a merchant; of a batch that is withdrawn nothing is left. */
export const merchantChange = bronze.table(
  "merchant_change",
  {
    issuerId: integer("issuer_id").notNull(),
    batchId: integer("batch_id").notNull(),
    merchantId: integer("merchant_id").notNull(),
    before: jsonb().$type<Record<string, string | null>>().notNull(),
    after: jsonb().$type<Record<string, string | null>>().notNull(),
  },
  (t) => [
    primaryKey({ name: "merchant_change_pkey", columns: [t.merchantId, t.batchId] }),
    index("merchant_change_batch_idx").on(t.issuerId, t.batchId),
  ],
);

export const importMapping = app.table(
  "import_mapping",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    name: text().notNull(),
    document: jsonb().$type<unknown>().notNull(),
    updatedBy: integer("updated_by"),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [unique("import_mapping_name_key").on(t.issuerId, t.name)],
);

/** A batch is either wholly in the facts, the summaries and the rollups, or not at all. */
export const importBatch = app.table(
  "import_batch",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    source: text({ enum: batchSources }).notNull(),
    /** Hex SHA-256 over mapping and files: the same again is the same batch, unless it is loaded "after" another. */
    contentKey: text("content_key").notNull(),
    state: text({ enum: batchStates }).notNull(),
    label: text().notNull(),
    files: jsonb()
      .$type<{ fileId: number | null; name: string; sha256: string; entity: string; part?: unknown }[]>()
      .notNull(),
    counts: jsonb()
      .$type<Record<string, { read: number; new: number; updated?: number; repeated: number; refused: number }>>()
      .notNull(),
    notices: jsonb().$type<{ file: string; text: string }[]>().notNull().default([]),
    /** How many of its rows had come before, by the batch that brought them. */
    repeats: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** First and last day on which its facts happened. */
    firstOn: text("first_on"),
    lastOn: text("last_on"),
    createdBy: integer("created_by"),
    jobRunId: integer("job_run_id"),
    /** When we knew: the known-at date of all its facts. */
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
    withdrawnAt: timestamp("withdrawn_at", { withTimezone: true }),
    withdrawnBy: integer("withdrawn_by"),
  },
  (t) => [
    uniqueIndex("import_batch_content_key").on(t.issuerId, t.contentKey).where(sql`state = 'loaded'`),
    index("import_batch_recorded_idx").on(t.issuerId, t.recordedAt),
  ],
);

export const customerKey = app.table(
  "customer_key",
  {
    issuerId: integer("issuer_id").notNull(),
    sourceId: text("source_id").notNull(),
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ name: "customer_key_pkey", columns: [t.issuerId, t.sourceId] })],
);

export const cardKey = app.table(
  "card_key",
  {
    issuerId: integer("issuer_id").notNull(),
    sourceId: text("source_id").notNull(),
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    cardId: bigint("card_id", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ name: "card_key_pkey", columns: [t.issuerId, t.sourceId] })],
);
