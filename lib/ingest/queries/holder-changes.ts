import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { type HolderField, type HolderValue, holderFields } from "../holder-fields";
import type { LoadScope } from "../plan";

const SHOWN = 50;

export type HolderChange = {
  /** The source's own id and the present name. */
  id: string;
  name: string | null;
  fields: { field: HolderField; before: HolderValue; after: HolderValue }[];
};
export type HolderChanges = { rows: HolderChange[]; total: number };

type Row = {
  id: string;
  name: string | null;
  before: Partial<Record<HolderField, HolderValue>>;
  after: Partial<Record<HolderField, HolderValue>>;
};

/** The first holders that a batch has changed, each with what was and what came, and how many there are. */
export function listHolderChanges(scope: LoadScope, batchId: number, limit: number = SHOWN): Promise<HolderChanges> {
  // Of a withdrawn batch a no is kept, with nothing before it: it changes nobody any more.
  const mine = sql`d.issuer_id = ${scope.issuerId} and d.batch_id = ${batchId} and d.before <> '{}'`;
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx.execute<Row>(sql`
        select c.source_id as id, c.name, d.before, d.after from bronze.customer_change d
        join silver.customer c on c.customer_id = d.customer_id and c.issuer_id = d.issuer_id
        where ${mine} order by c.source_id limit ${limit}`);
      const [count] = await tx.execute<{ n: number }>(
        sql`select count(*)::int as n from bronze.customer_change d where ${mine}`,
      );
      return { rows: rows.map(changeOf), total: count?.n ?? 0 };
    },
    { readOnly: true },
  );
}

const changeOf = ({ id, name, before, after }: Row): HolderChange => ({
  id,
  name,
  fields: holderFields
    .filter((field) => field in after)
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null })),
});
