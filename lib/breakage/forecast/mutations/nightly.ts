import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lastToldDay, readContext } from "@/lib/breakage/queries/context";
import { listSegments } from "@/lib/breakage/queries/cut";
import { addMonths, type CivilDate, endOfMonth, isMonthEnd } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { queueAtNight } from "@/lib/jobs/nightly";
import { parametersOf } from "../parameters";
import { listTypeCurrencies } from "../queries/currencies";
import { readOverrides } from "../queries/overrides";

/** When forecasts are made by themselves: an hour of the issuer's night that no change of clocks leaves out. */
const NIGHT_HOUR = 4;

/**
 * Queues a forecast for every issuer whose data have a whole month that none was made of in some currency, or were changed since,
 * or whose cards were not scored by it; and where one would be made otherwise today: a method was chosen or given back, age
 * segments were changed, or the model is another. Called each hour for those whose night it is, and for all when a worker starts: what
 * was missed while nothing ran is made up for once.
 */
export function startDueForecasts(now: Date, { anyHour = false } = {}): Promise<number[]> {
  return queueAtNight({ now, anyHour, hour: NIGHT_HOUR }, queueIfDue);
}

async function queueIfDue(tx: Tx, scope: Scope): Promise<number | null> {
  const context = await readContext(tx, scope, null);
  if (context.dataUntil === null) return null;
  const asOf = lastToldDay(context);
  const dataDate = isMonthEnd(asOf) ? asOf : endOfMonth(addMonths(asOf, -1));
  const changed = sql`(select max(greatest(recorded_at, withdrawn_at)) from app.import_batch where issuer_id = ${scope.issuerId})`;
  const [state] = await tx.execute<{ waiting: boolean; made: boolean; has_month: boolean }>(sql`
    select exists (select from app.job_run where issuer_id = ${scope.issuerId} and kind = 'forecast.make'
        and state in ('queued', 'running')) as waiting,
      (not exists (select from silver.card_type y where y.issuer_id = ${scope.issuerId} and not exists (
            select from gold.forecast f where f.issuer_id = y.issuer_id and f.currency = y.currency
              and f.data_date = ${dataDate}::date and f.known_at >= ${changed}))
          and exists (select from gold.card_score_model where issuer_id = ${scope.issuerId} and scored_on = ${dataDate}::date))
        or exists (select from app.job_run where issuer_id = ${scope.issuerId} and kind = 'forecast.make' and state = 'done'
          and created_at >= ${changed} and result ? 'scores' and result->>'dataDate' = ${dataDate} and not input ? 'currency') as made,
      exists (select from gold.type_day where issuer_id = ${scope.issuerId} and day <= ${dataDate}::date) as has_month`);
  if (!state || state.waiting || !state.has_month) return null;
  if (state.made && !(await isOtherwiseToday(tx, scope, dataDate))) return null;
  return enqueueJob(tx, scope, { kind: "forecast.make", label: "Forecast of the night", input: {} });
}

/** Whether some currency's newest version of the data date has other parameters than one made now would have, or explains less. */
async function isOtherwiseToday(tx: Tx, scope: Scope, dataDate: CivilDate): Promise<boolean> {
  const segments = await listSegments(tx, scope.issuerId);
  for (const currency of await listTypeCurrencies(tx, scope)) {
    const parameters = parametersOf(await readOverrides(tx, scope, currency), segments);
    const [newest] = await tx.execute<{ same: boolean }>(sql`
      select parameters = ${JSON.stringify(parameters)}::jsonb and not exists (select from gold.forecast_type t
          where t.issuer_id = f.issuer_id and t.forecast_id = f.id and not t.curve ? 'explanation') as same
      from gold.forecast f
      where issuer_id = ${scope.issuerId} and currency = ${currency} and data_date = ${dataDate}::date order by id desc limit 1`);
    if (!newest?.same) return true;
  }
  return false;
}
