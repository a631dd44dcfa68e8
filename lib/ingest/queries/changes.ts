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

type Source<Field extends string> = { readonly changed: SQL; readonly names: readonly Field[] };

// Of a withdrawn batch a no is kept, with nothing before it: it changes nobody any more.
const ofHolders = ({ issuerId }: LoadScope, batchId: number): Source<HolderField> => ({
  changed: sql`select c.source_id as id, c.name, d.before, d.after from bronze.customer_change d
    join silver.customer c on c.customer_id = d.customer_id and c.issuer_id = d.issuer_id
    where d.issuer_id = ${issuerId} and d.batch_id = ${batchId} and d.before <> '{}'`,
  names: holderFields,
});
const ofMerchants = ({ issuerId }: LoadScope, batchId: number): Source<MerchantField> => ({
  changed: sql`select m.code as id, m.name, d.before, d.after from bronze.merchant_change d
    join silver.merchant m on m.id = d.merchant_id and m.issuer_id = d.issuer_id
    where d.issuer_id = ${issuerId} and d.batch_id = ${batchId}`,
  names: merchantFields,
});

/** The first holders that a batch has changed, each with what was and what came, and how many there are. */
export const listHolderChanges = (scope: LoadScope, batchId: number): Promise<HolderChanges> =>
  firstChanges(scope, ofHolders(scope, batchId));

/** The same of merchants. */
export const listMerchantChanges = (scope: LoadScope, batchId: number): Promise<MerchantChanges> =>
  firstChanges(scope, ofMerchants(scope, batchId));

/** All of them, portion by portion, and how many fields of theirs changed. */
export const allHolderChanges = (scope: LoadScope, batchId: number, portion: number) =>
  allChanges(scope, ofHolders(scope, batchId), portion);

/** The same of merchants. */
export const allMerchantChanges = (scope: LoadScope, batchId: number, portion: number) =>
  allChanges(scope, ofMerchants(scope, batchId), portion);

async function firstChanges<Field extends string>(scope: LoadScope, source: Source<Field>): Promise<Changes<Field>> {
  return withScope(
    scope,
    async (tx) => {
      const rows = await readChanges(tx, source, { limit: SHOWN });
      const [count] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from (${source.changed}) d`);
      return { rows, total: count?.n ?? 0 };
    },
    { readOnly: true },
  );
}

async function allChanges<Field extends string>(scope: LoadScope, source: Source<Field>, portion: number) {
  const names = sql.join(
    source.names.map((name) => sql`${name}`),
    sql`, `,
  );
  const [count] = await withScope(
    scope,
    (tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int as n
        from (${source.changed}) d cross join lateral jsonb_object_keys(d.after) as changed(name)
        where changed.name in (${names})`),
    { readOnly: true },
  );
  async function* portions() {
    for (let after: string | undefined; ; ) {
      const from = after === undefined ? {} : { after };
      const rows = await withScope(scope, (tx) => readChanges(tx, source, { ...from, limit: portion }), {
        readOnly: true,
      });
      yield rows;
      after = rows.at(-1)?.id;
      if (rows.length < portion || after === undefined) return;
    }
  }
  return { fields: count?.n ?? 0, portions: portions() };
}

async function readChanges<Field extends string>(
  tx: Tx,
  { changed, names }: Source<Field>,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<Change<Field>[]> {
  type Values = Partial<Record<Field, HolderValue>>;
  type Row = { id: string; name: string | null; before: Values; after: Values };
  const rows = await tx.execute<Row>(sql`select * from (${changed}) d
    ${after === undefined ? sql`` : sql`where d.id > ${after}`} order by 1 limit ${limit}`);
  return rows.map(({ id, name, before, after: said }) => ({
    id,
    name,
    fields: names
      .filter((field) => field in said)
      .map((field) => ({ field, before: before[field] ?? null, after: said[field] ?? null })),
  }));
}
