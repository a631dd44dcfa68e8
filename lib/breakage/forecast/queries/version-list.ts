import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Estimate } from "../estimate";
import { type Version, versionFacts } from "./versions";

/** A version in a list: its total instead of all that it says of itself. */
export type ListedVersion = Omit<Version, "summary"> & {
  readonly total: Estimate | null;
  readonly runId: number | null;
  /** For how many types somebody had chosen a method, or how their triangle is read. */
  readonly chosen: number;
};

const MOST = 100;

/** Newest data first; of equal data the one made last. */
export function listVersionTotals(scope: Scope, currency: string): Promise<ListedVersion[]> {
  return withScope(scope, (tx) => readVersionTotals(tx, scope, currency), { readOnly: true });
}

export async function readVersionTotals(tx: Tx, scope: Scope, currency: string): Promise<ListedVersion[]> {
  return [
    ...(await tx.execute<ListedVersion>(sql`
      select ${versionFacts}, job_run_id as "runId",
        summary->'total' as total,
        (select count(*)::int from jsonb_object_keys(coalesce(parameters->'overrides', '{}') || coalesce(parameters->'judgements', '{}'))) as chosen
      from gold.forecast where issuer_id = ${scope.issuerId} and currency = ${currency}
      order by data_date desc, id desc limit ${MOST}`)),
  ];
}
