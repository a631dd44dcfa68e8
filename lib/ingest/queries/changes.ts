import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { type HolderField, type HolderValue, holderFields } from "../holder-fields";
import { type MerchantField, merchantFields } from "../merchant-fields";
import type { LoadScope } from "../plan";

const SHOWN = 50;

export type Change<Field extends string> = {
  /** The source's own id and the present name. */
  id: string;
  name: string | null;
  fields: { field: Field; before: HolderValue; after: HolderValue }[];
};
export type Changes<Field extends string> = { rows: Change<Field>[]; total: number };
export type HolderChanges = Changes<HolderField>;
export type MerchantChanges = Changes<MerchantField>;

/** The first holders that a batch has changed, each with what was and what came, and how many there are. */
export function listHolderChanges(scope: LoadScope, batchId: number, limit: number = SHOWN): Promise<HolderChanges> {
  // Of a withdrawn batch a no is kept, with nothing before it: it changes nobody any more.
  const changed = sql`select c.source_id as id, c.name, d.before, d.after from bronze.customer_change d
    join silver.customer c on c.customer_id = d.customer_id and c.issuer_id = d.issuer_id
    where d.issuer_id = ${scope.issuerId} and d.batch_id = ${batchId} and d.before <> '{}'`;
  return withScope(scope, (tx) => readChanges(tx, changed, holderFields, limit), { readOnly: true });
}

/** The same of merchants. */
export function listMerchantChanges(
  scope: LoadScope,
  batchId: number,
  limit: number = SHOWN,
): Promise<MerchantChanges> {
  const changed = sql`select m.code as id, m.name, d.before, d.after from bronze.merchant_change d
    join silver.merchant m on m.id = d.merchant_id and m.issuer_id = d.issuer_id
    where d.issuer_id = ${scope.issuerId} and d.batch_id = ${batchId}`;
  return withScope(scope, (tx) => readChanges(tx, changed, merchantFields, limit), { readOnly: true });
}

async function readChanges<Field extends string>(
  tx: Tx,
  changed: SQL,
  names: readonly Field[],
  limit: number,
): Promise<Changes<Field>> {
  type Values = Partial<Record<Field, HolderValue>>;
  type Row = { id: string; name: string | null; before: Values; after: Values };
  const rows = await tx.execute<Row>(sql`${changed} order by 1 limit ${limit}`);
  const [count] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from (${changed}) d`);
  const changeOf = ({ id, name, before, after }: Row): Change<Field> => ({
    id,
    name,
    fields: names
      .filter((field) => field in after)
      .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null })),
  });
  return { rows: rows.map(changeOf), total: count?.n ?? 0 };
}
