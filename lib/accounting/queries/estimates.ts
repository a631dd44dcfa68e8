import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { type EscheatBasis, type Listed, NO_ESCHEAT, type TypeEscheat } from "../basis";
import type { MethodRow } from "../method-rows";

/** Made by an instant; null: all there are. */
const madeBy = (known: SQL | null) => (known === null ? sql`` : sql` and created_at <= ${known}`);

/** Versions of the breakage forecast, by the day to which their data reach. */
export async function listForecasts(tx: Tx, issuerId: number, known: SQL | null): Promise<Listed[]> {
  return [
    ...(await tx.execute<Listed>(sql`
      select id, currency, data_date::text as "on" from gold.forecast where issuer_id = ${issuerId}${madeBy(known)}`)),
  ];
}

/** Forecasts of escheat, by their day. */
export async function listEscheatForecasts(tx: Tx, issuerId: number, known: SQL | null): Promise<Listed[]> {
  return [
    ...(await tx.execute<Listed>(sql`
      select id, currency, as_of::text as "on" from gold.escheat_forecast where issuer_id = ${issuerId}${madeBy(known)}`)),
  ];
}

type EscheatRow = Record<"balance" | "claimed" | "presumed" | "needs_counsel", string> & { card_type_id: number };

/** What waits for counsel, or has a claim nobody can measure, is held back whole: it may be a state's (606-10-55-49). */
export async function readEscheatBasis(
  tx: Tx,
  issuerId: number,
  { id, on }: { id: number; on: CivilDate },
): Promise<EscheatBasis> {
  const rows = await tx.execute<EscheatRow>(sql`
    select card_type_id, sum(balance) as balance,
      sum(case outcome when 'needs-counsel' then balance when 'exempt' then 0 else least(balance, claimed + unmeasured) end) as claimed,
      coalesce(sum(claimed) filter (where outcome = 'escheats'), 0) as presumed,
      coalesce(sum(case outcome when 'needs-counsel' then balance when 'exempt' then 0 else unmeasured end), 0) as needs_counsel
    from gold.escheat_forecast_cell where issuer_id = ${issuerId} and forecast_id = ${id} group by 1`);
  const types = new Map(
    rows.map((row): [number, TypeEscheat] => [
      row.card_type_id,
      {
        balance: BigInt(row.balance),
        claimed: BigInt(row.claimed),
        presumed: BigInt(row.presumed),
        needsCounsel: BigInt(row.needs_counsel),
      },
    ]),
  );
  const whole = [...types.values()].reduce(
    (sum, one) => ({
      balance: sum.balance + one.balance,
      claimed: sum.claimed + one.claimed,
      presumed: sum.presumed + one.presumed,
      needsCounsel: sum.needsCounsel + one.needsCounsel,
    }),
    NO_ESCHEAT,
  );
  return { id, asOf: on, types, whole };
}

/** Every choice of a method, in the order in which they were made. */
export async function listMethodRows(tx: Tx, issuerId: number, known: SQL | null): Promise<MethodRow[]> {
  return [
    ...(await tx.execute<MethodRow>(sql`
      select id, card_type_id as "cardTypeId", effective_from::text as "from", method, constraint_kind as "constraintKind",
        constraint_value as "constraintValue", reason, created_by_name as by, created_at::text as at
      from app.accounting_method where issuer_id = ${issuerId}${madeBy(known)} order by id`)),
  ];
}
