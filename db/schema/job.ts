import { boolean, index, integer, jsonb, real, text, timestamp } from "drizzle-orm/pg-core";
import { jobStates } from "@/lib/jobs/constants";
import { issuer } from "./programme";
import { app, type TableClass } from "./schemas";

/** Background runs as people see them. The queue itself belongs to graphile-worker and carries only the run's id. */
export const jobClasses = {
  "app.job_run": "L",
  "app.worker": "L",
  "app.setting": "L",
} as const satisfies Record<string, TableClass>;

export type JobStep = {
  name: string;
  state: "waiting" | "running" | "done" | "failed" | "skipped";
  startedAt?: string;
  endedAt?: string;
  note?: string;
};

export const jobRun = app.table(
  "job_run",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    kind: text().notNull(),
    label: text().notNull(),
    /** Frozen at the start: editing anything later changes nothing in this run. */
    input: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({ enum: jobStates }).notNull().default("queued"),
    steps: jsonb().$type<JobStep[]>().notNull().default([]),
    /** 0 to 1; never falls, and is 1 only after success. */
    progress: real().notNull().default(0),
    note: text(),
    result: jsonb().$type<Record<string, unknown>>(),
    error: text(),
    attempts: integer().notNull().default(0),
    startedBy: integer("started_by"),
    startedByName: text("started_by_name").notNull(),
    cancelRequestedAt: timestamp("cancel_requested_at", { withTimezone: true }),
    cancelRequestedBy: integer("cancel_requested_by"),
    workerId: text("worker_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    endedAt: timestamp("ended_at", { withTimezone: true }),
    nextAttemptAt: timestamp("next_attempt_at", { withTimezone: true }),
    /** When its end was shown to the person who started it: told once. */
    toldAt: timestamp("told_at", { withTimezone: true }),
  },
  (t) => [index("job_run_issuer_idx").on(t.issuerId, t.createdAt)],
);

/** One row per living worker process, by the id under which it locks jobs; one whose row is too old is dead, and its jobs are given back. */
export const worker = app.table("worker", {
  id: text().primaryKey(),
  host: text().notNull(),
  pid: integer().notNull(),
  /** By which the database knows the process's sessions; null of a worker of an older version. */
  sessionName: text("session_name"),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp("seen_at", { withTimezone: true }).notNull().defaultNow(),
  stopping: boolean().notNull().default(false),
});

/** Facts about this installation, such as whether it holds demo data. */
export const setting = app.table("setting", {
  key: text().primaryKey(),
  value: jsonb().$type<unknown>().notNull(),
});
