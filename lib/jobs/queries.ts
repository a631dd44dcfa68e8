import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { withScope } from "@/db/client";
import { jobRun } from "@/db/schema/job";
import { NotFound } from "@/lib/errors";
import { may, type Scope } from "@/lib/identity/scope";
import { resultWithoutAddresses } from "@/lib/ingest/notice";
import { isEndedShort, type JobState, kindInfo } from "./constants";
import { isOwnRun, neededToRetry } from "./own-run";
import type { runListQuery } from "./schema";

const PAGE = 50;

/** The queue in the order it will be worked off, over all tenants: only the rank leaves this query, nothing of theirs. */
const place = sql<number | null>`case when ${jobRun.state} = 'queued' and ${jobRun.nextAttemptAt} is null then (
  select 1 + count(ahead.id)::int from graphile_worker.jobs mine
  left join graphile_worker.jobs ahead on ahead.locked_at is null and ahead.run_at <= now()
    and (ahead.priority, ahead.run_at, ahead.id) < (mine.priority, mine.run_at, mine.id)
  where mine.key = 'run-' || job_run.id group by mine.id) end`;

const columns = {
  id: jobRun.id,
  kind: jobRun.kind,
  label: jobRun.label,
  state: jobRun.state,
  steps: jobRun.steps,
  progress: jobRun.progress,
  note: jobRun.note,
  error: jobRun.error,
  /** Without the rows a check has refused: there may be thousands, and they are asked for by the page. */
  result: sql<Record<string, unknown> | null>`${jobRun.result} - 'refused'`,
  attempts: jobRun.attempts,
  startedByName: jobRun.startedByName,
  startedBy: jobRun.startedBy,
  cancelRequestedAt: jobRun.cancelRequestedAt,
  createdAt: jobRun.createdAt,
  startedAt: jobRun.startedAt,
  endedAt: jobRun.endedAt,
  nextAttemptAt: jobRun.nextAttemptAt,
  place,
};

type Result = Record<string, unknown> | null;
const shown = <Row extends { kind: string; state: JobState; startedBy: number | null; result: Result }>(
  scope: Scope,
  row: Row,
) => ({
  ...row,
  result: row.result && resultWithoutAddresses(row.result),
  attemptsAllowed: kindInfo(row.kind).attempts,
  isMine: isOwnRun(scope, row.startedBy),
  mayRetry: isEndedShort(row.state) && may(scope, neededToRetry(scope, row)),
});

export type JobListParams = {
  states?: readonly JobState[];
  kind?: string;
  /** Runs older than this id: the last one of the page before. */
  before?: number;
  limit?: number;
};

/** The issuer's runs, newest first, each with its place in the queue (1 is next), who started it and since when. */
export async function listJobs(scope: Scope, { states, kind, before, limit = PAGE }: JobListParams = {}) {
  const rows = await withScope(
    scope,
    (tx) =>
      tx
        .select(columns)
        .from(jobRun)
        .where(
          and(
            eq(jobRun.issuerId, scope.issuerId),
            states && states.length > 0 ? inArray(jobRun.state, [...states]) : undefined,
            kind === undefined ? undefined : eq(jobRun.kind, kind),
            before === undefined ? undefined : lt(jobRun.id, before),
          ),
        )
        .orderBy(desc(jobRun.id))
        .limit(limit),
    { readOnly: true },
  );
  return rows.map((row) => shown(scope, row));
}

/** How many there are of these states, however many pages they fill. */
export async function countJobs(scope: Scope, states: readonly JobState[]): Promise<number> {
  const ofStates = states.length > 0 ? inArray(jobRun.state, [...states]) : undefined;
  const [row] = await withScope(
    scope,
    (tx) =>
      tx
        .select({ n: sql<number>`count(*)::int` })
        .from(jobRun)
        .where(and(eq(jobRun.issuerId, scope.issuerId), ofStates)),
    { readOnly: true },
  );
  return row?.n ?? 0;
}

/** As many of them as asked for, and from where on there are more: null when these are the last. */
export async function listJobPage(scope: Scope, { state, before, limit }: z.output<typeof runListQuery>) {
  const states = state === undefined ? [] : [state];
  const found = await listJobs(scope, { states, limit: limit + 1, ...(before === undefined ? {} : { before }) });
  const items = found.slice(0, limit);
  return { items, before: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export type JobView = Awaited<ReturnType<typeof listJobs>>[number];

export async function findJob(scope: Scope, runId: number): Promise<JobView | null> {
  const [row] = await withScope(
    scope,
    (tx) =>
      tx
        .select(columns)
        .from(jobRun)
        .where(and(eq(jobRun.id, runId), eq(jobRun.issuerId, scope.issuerId))),
    { readOnly: true },
  );
  return row ? shown(scope, row) : null;
}

/** @throws NotFound when there is no such run or it is another issuer's. */
export async function getJob(scope: Scope, runId: number): Promise<JobView> {
  const run = await findJob(scope, runId);
  if (!run) throw new NotFound("This run");
  return run;
}

/** This person's runs that have not ended yet. */
export async function countActiveJobs(scope: Scope): Promise<number> {
  if (scope.personId === null) return 0;
  const mine = eq(jobRun.startedBy, scope.personId);
  const [row] = await withScope(
    scope,
    (tx) =>
      tx
        .select({ n: sql<number>`count(*)::int` })
        .from(jobRun)
        .where(and(eq(jobRun.issuerId, scope.issuerId), mine, inArray(jobRun.state, ["queued", "running"]))),
    { readOnly: true },
  );
  return row?.n ?? 0;
}
