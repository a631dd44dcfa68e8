import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { queueAtNight } from "@/lib/jobs/nightly";
import { type EscheatBasis, readBasis, rulesHash } from "../queries/basis";

/** The hour of the issuer's night in which breakage forecasts are made: this waits behind them in the queue. */
const NIGHT_HOUR = 4;

/**
 * Queues an escheat forecast for every issuer whose data, rules or breakage forecast changed since the newest one. Called
 * after the breakage forecasts have been queued, each hour for those whose night it is, and for all when a worker starts.
 */
export function startDueEscheatForecasts(now: Date, { anyHour = false } = {}): Promise<number[]> {
  return queueAtNight({ now, anyHour, hour: NIGHT_HOUR }, queueIfDue);
}

async function queueIfDue(tx: Tx, scope: Scope): Promise<number | null> {
  const basis = await readableBasis(tx, scope);
  // Rules that cannot be read fail in the run, where everybody sees why.
  if (basis !== "unreadable" && !(await isDue(tx, scope, basis))) return null;
  return enqueueJob(tx, scope, { kind: "escheat.forecast", label: "Escheat forecast of the night", input: {} });
}

async function readableBasis(tx: Tx, scope: Scope): Promise<EscheatBasis | "unreadable"> {
  try {
    return await readBasis(tx, scope, {});
  } catch (error) {
    if (error instanceof Invalid) return "unreadable";
    throw error;
  }
}

async function isDue(tx: Tx, scope: Scope, basis: EscheatBasis): Promise<boolean> {
  if (basis.context.dataUntil === null) return false;
  const [state] = await tx.execute<{ waiting: boolean; forecasting: boolean; made: boolean }>(sql`
    select exists (select from app.job_run where issuer_id = ${scope.issuerId} and kind = 'escheat.forecast'
        and state in ('queued', 'running')) as waiting,
      exists (select from app.job_run where issuer_id = ${scope.issuerId} and kind = 'forecast.make'
        and state in ('queued', 'running')) as forecasting,
      exists (select from gold.escheat_forecast where issuer_id = ${scope.issuerId} and as_of = ${basis.asOf}::date
        and parameters->>'rules' = ${rulesHash(basis)}
        and parameters->'issuer' = ${JSON.stringify(basis.issuer)}::jsonb
        and known_at >= coalesce((select max(created_at) from gold.forecast where issuer_id = ${scope.issuerId}), '-infinity')
        and known_at >= coalesce((select max(greatest(recorded_at, withdrawn_at)) from app.import_batch
          where issuer_id = ${scope.issuerId}), '-infinity')) as made`);
  // A breakage forecast that is being made will give other figures: then this is due in any case.
  return state !== undefined && !state.waiting && (state.forecasting || !state.made);
}
