import type { Tx } from "@/db/client";
import { type MerchantField, merchantFields } from "../merchant-fields";
import type { LoadScope } from "../plan";
import { type Changeable, countGivenBack, giveBack, replaceChanged } from "./changes";
import { differs } from "./difference";
import { inserted, type Landed, setRepeatedAside } from "./programme";
import { refuseFaulty, settleTwins } from "./refuse";
import { id, run } from "./staging";

type Batch = { readonly scope: LoadScope; readonly batchId: number };

const merchants: Changeable = {
  entity: "merchant",
  table: "silver.merchant",
  key: "id",
  log: "bronze.merchant_change",
  ref: "merchant_id",
  types: Object.fromEntries(merchantFields.map((field) => [field, "text"])),
};

/**
 * What a merchant is called and which categories it has decides over no money, and no screen changes it: like a holder it is
 * what the file loaded last says.
 */
export async function loadMerchants(tx: Tx, { scope, batchId }: Batch): Promise<Landed> {
  const issuer = id(scope.issuerId);
  await settleTwins(tx, "merchant", "code", merchantFields);
  await refuseFaulty(tx, "merchant", "stage_merchant s", [
    {
      when: "length(s.mcc) <> 4",
      field: "mcc",
      code: "number-form",
      reason: "'Merchant category code has four digits.'",
    },
  ]);
  const same = `x.issuer_id = ${issuer} and x.code = s.code`;
  await run(
    tx,
    `create temp table merchant_in on commit drop as
     select s.file_no, s.line, s.refused_id, x.id as merchant_id, ${merchantFields.map((field) => `coalesce(s.${field}, x.${field}) as ${field}`).join(", ")}
     from stage_merchant s join silver.merchant x on ${same}
     where ${differs(merchantFields.map((field) => ({ field, staged: `s.${field}`, stored: `x.${field}` })))}`,
  );
  const updated = await replaceChanged(tx, merchants, { scope, batchId }, "merchant_in");
  await setRepeatedAside(tx, "merchant", `silver.merchant x where ${same}`);
  const landed = await inserted(
    tx,
    `insert into silver.merchant (issuer_id, code, ${merchantFields.join(", ")}, batch_id)
     select ${issuer}, code, ${merchantFields.join(", ")}, ${id(batchId)} from stage_merchant order by file_no, line`,
  );
  return { ...landed, updated };
}

/** Of how many merchants a withdrawal would give anything back. */
export const countRestoredMerchants = (tx: Tx, batch: Batch): Promise<number> => countGivenBack(tx, merchants, batch);

/** Gives merchants back what a batch has replaced, and says to how many; that it has done so is nobody's word any more. */
export async function restoreMerchants(tx: Tx, batch: Batch): Promise<number> {
  const restored = await giveBack(tx, merchants, batch);
  await run(
    tx,
    `delete from bronze.merchant_change where issuer_id = ${id(batch.scope.issuerId)} and batch_id = ${id(batch.batchId)}`,
  );
  return restored;
}

/** Of one merchant: field → what it was and what it is. */
export type ChangedMerchant = Partial<Record<MerchantField, [before: string | null, after: string | null]>>;

/** So many stand in the trail; how many were changed in all stands beside them. */
const IN_TRAIL = 1_000;

/** What a batch has changed of merchants, by their codes, for the trail: a withdrawal forgets it elsewhere. */
export async function changedMerchants(
  tx: Tx,
  { issuerId }: LoadScope,
  batchId: number,
): Promise<Record<string, ChangedMerchant>> {
  const rows = await run<{ code: string; fields: ChangedMerchant }>(
    tx,
    `select m.code, (select jsonb_object_agg(f, jsonb_build_array(c.before -> f, c.after -> f)) from jsonb_object_keys(c.after) f) as fields
     from bronze.merchant_change c join silver.merchant m on m.id = c.merchant_id and m.issuer_id = c.issuer_id
     where c.issuer_id = ${id(issuerId)} and c.batch_id = ${id(batchId)} order by m.code limit ${IN_TRAIL}`,
  );
  return Object.fromEntries(rows.map(({ code, fields }) => [code, fields]));
}
