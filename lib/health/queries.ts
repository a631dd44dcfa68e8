import { sql } from "drizzle-orm";
import { withGate } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import { HOLDS_DATA } from "@/lib/ingest/constants";
import { log } from "@/lib/log";
import type { Facts } from "./readiness";

/** A probe that waits is as bad as one that fails. */
const PATIENCE_MS = 3_000;

type Row = { applied: number; silent: number | null; batch_at: string | null; event_on: string | null };

/** Null when the database does not answer in time; why goes into the log, not to whoever asks. */
export async function findFacts(): Promise<Facts | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database took too long")), PATIENCE_MS);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    log.warn({ err: error }, "not ready: the database does not answer");
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** PostgreSQL's codes for what is not there yet, or not granted yet: its schema, table, function, or the very role that asks. */
const NOT_YET: readonly unknown[] = ["3F000", "42P01", "42883", "42501", "28000", "28P01"];

/**
 * How many migrations the database lacks of those that this code knows: fewer than none where it has a newer version's,
 * null where nobody has migrated it yet. @throws when it does not answer.
 */
export async function countMissingMigrations(): Promise<number | null> {
  try {
    const [row] = await withGate("system", (tx) => tx.execute<{ applied: number }>(sql`select ${applied} as applied`));
    return journal.entries.length - (row?.applied ?? 0);
  } catch (error) {
    if (isNotYet(error)) return null;
    throw error;
  }
}

/** The driver's error is wrapped as a cause. */
const isNotYet = (error: unknown): boolean =>
  error instanceof Error && (NOT_YET.includes("code" in error && error.code) || isNotYet(error.cause));

const applied = sql`(select count(*)::int from app_migrations.__drizzle_migrations)`;

function ask(): Promise<Facts> {
  return withGate("system", async (tx) => {
    await tx.execute(sql.raw(`set local statement_timeout = ${PATIENCE_MS}`));
    const [row] = await tx.execute<Row>(sql`
      select ${applied} as applied,
        (select extract(epoch from now() - max(seen_at))::float8 from app.worker) as silent,
        (select max(recorded_at)::text from app.import_batch where ${sql.raw(HOLDS_DATA)}) as batch_at,
        (select max(last_on) from app.import_batch where ${sql.raw(HOLDS_DATA)}) as event_on`);
    if (!row) throw new Error("a select without from gives one row");
    return {
      migrationsApplied: row.applied,
      migrationsKnown: journal.entries.length,
      workerSilentSeconds: row.silent,
      lastBatchAt: row.batch_at === null ? null : new Date(row.batch_at),
      lastEventOn: row.event_on,
    };
  });
}
