import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { startOfMonth } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { groupsOf } from "../grouped";
import { monthOf } from "../months";
import { ageGroupOf, errorsByAge, meanError } from "../past-error";
import type { TypeFacts } from "../report";
import { findBacktest, type Version } from "./versions";

type Row = { card_type_id: number; quarter: string; sale_month: string; expected: number };

/**
 * By type and quarter, what the type's method missed at past month ends of cards as old as those that have not ended: what
 * has ended is a fact, and errs no more.
 */
export async function readPastErrors(
  tx: Tx,
  scope: Scope,
  version: Version,
  types: ReadonlyMap<number, TypeFacts>,
): Promise<Map<string, number | null>> {
  const { id, dataDate } = version;
  const errorAt = errorsByAge(await findBacktest(tx, scope, version));
  // In one order: a sum of floats depends on it, and so would the last digit that a reader is told.
  const rows = await tx.execute<Row>(sql`
    select card_type_id, quarter::text as quarter, sale_month::text as sale_month, sum(expected order by lot, expiry_month) as expected
    from gold.forecast_cohort
    where issuer_id = ${scope.issuerId} and forecast_id = ${id} and expiry_month > ${startOfMonth(dataDate)}::date
    group by card_type_id, quarter, sale_month order by card_type_id, quarter, sale_month`);
  const cut = monthOf(dataDate);
  const errors = [...groupsOf(rows, (row) => `${row.card_type_id}/${row.quarter}`)].map(([key, own]) => {
    const method = types.get(own[0]?.card_type_id ?? 0)?.method;
    const parts = own.map((row) => ({
      expected: Number(row.expected),
      error: method ? errorAt(method, ageGroupOf(cut - monthOf(row.sale_month))) : null,
    }));
    return [key, meanError(parts)] as const;
  });
  return new Map(errors);
}
