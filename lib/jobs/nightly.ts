import { sql } from "drizzle-orm";
import { type Tx, withGate, withScope } from "@/db/client";
import { type Scope, scopeForJob } from "@/lib/identity/scope";
import { t } from "@/lib/messages/runs";

type Night = {
  readonly now: Date;
  /** A worker starts: what was missed while nothing ran is made up for, whatever the hour. */
  readonly anyHour: boolean;
  /** The hour of the issuer's night, one that no change of clocks leaves out. */
  readonly hour: number;
  /** Who is said to have started the runs: the nightly run, where nothing else is said. */
  readonly by?: string;
};

/**
 * Asks of every issuer whose night it is whether a run is due; `queueIfDue` queues it, in a transaction with the issuer's scope.
 * @returns the ids of the runs that were queued.
 */
export async function queueAtNight(
  { now, anyHour, hour: nightHour, by = t("run.byNight") }: Night,
  queueIfDue: (tx: Tx, scope: Scope) => Promise<number | null>,
): Promise<number[]> {
  const issuers = await withGate("system", async (tx) => [
    ...(await tx.execute<{ id: number; hour: number }>(sql`
      select id, extract(hour from ${now.toISOString()}::timestamptz at time zone time_zone)::int as hour
      from app.issuer order by id`)),
  ]);
  const runs: number[] = [];
  for (const { id, hour } of issuers) {
    if (!anyHour && hour !== nightHour) continue;
    const scope = await scopeForJob(id, { personId: null, name: by });
    const run = await withScope(scope, (tx) => queueIfDue(tx, scope));
    if (run !== null) runs.push(run);
  }
  return runs;
}
