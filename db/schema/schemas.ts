import { pgSchema } from "drizzle-orm/pg-core";

/** What arrived, unchanged: files and their rows, with batch, file and line. */
export const bronze = pgSchema("bronze");
/** Cleaned entities, facts and per-card summaries. */
export const silver = pgSchema("silver");
/** Rollups: one narrow table per question. */
export const gold = pgSchema("gold");
/** People, permissions, approvals, jobs, batches and the audit trail. */
export const app = pgSchema("app");

/**
 * How a table lies on a cluster: D distributed by customer_id, R reference (copied to every node), L local on the
 * coordinator. One PostgreSQL ignores it; `test/schema-rules.db.test.ts` keeps the rules that follow from it.
 */
export type TableClass = "D" | "R" | "L";
