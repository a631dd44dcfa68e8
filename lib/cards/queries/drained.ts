import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/breakage/queries/context";
import type { CivilDate } from "@/lib/dates";
import { DRAINED_WITHIN_MINUTES } from "../constants";
import { knownTest } from "./state";

/**
 * Whether a card (by the alias of its summary or state) was used for the last time within minutes of its sale, by the
 * facts up to a date. A sale and a use of the same instant are two bare dates, which say nothing about minutes. That
 * nothing is left on it is the caller's to ask.
 */
export function drainedTest(context: Context, asOf: CivilDate, card: "s" | "q"): SQL {
  const sold = sql.raw("min(t.occurred_at) filter (where t.kind = 'sale')");
  const used = sql.raw("max(t.occurred_at) filter (where t.kind = 'redemption')");
  const alias = sql.raw(card);
  return sql`exists (
    select from silver.card_transaction t
    where t.customer_id = ${alias}.customer_id and t.card_id = ${alias}.card_id
      and t.occurred_on <= ${asOf}::date${knownTest(context)}
    having ${used} > ${sold} and ${used} <= ${sold} + make_interval(mins => ${DRAINED_WITHIN_MINUTES}))`;
}
