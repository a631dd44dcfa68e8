import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { type AccountMap, accountMapInput, defaultAccounts } from "../account-map";

export type KeptAccounts = {
  readonly accounts: AccountMap;
  /** Null: nobody has changed ours. */
  readonly updatedBy: string | null;
  readonly updatedAt: string | null;
};

export const getAccounts = (scope: Scope): Promise<KeptAccounts> =>
  withScope(scope, (tx) => readAccounts(tx, scope.issuerId), { readOnly: true });

export async function readAccounts(tx: Tx, issuerId: number): Promise<KeptAccounts> {
  const [row] = await tx.execute<{ map: unknown; by: string; at: string }>(sql`
    select map, updated_by_name as by, updated_at::text as at from app.account_map where issuer_id = ${issuerId}`);
  if (!row) return { accounts: defaultAccounts, updatedBy: null, updatedAt: null };
  return { accounts: accountMapInput.parse(row.map), updatedBy: row.by, updatedAt: row.at };
}
