import type { Tx } from "@/db/client";
import type { EntityCounts, LoadScope } from "../plan";
import { type Difference, differencesText, differs } from "./difference";
import { type Fault, refuseFaulty, settleTwins } from "./refuse";
import { id, run } from "./staging";

type Batch = { readonly scope: LoadScope; readonly batchId: number };
export type Landed = Pick<EntityCounts, "new"> & Partial<Pick<EntityCounts, "updated">>;

/** Moves staged rows that are already stored, as `x`, to the repeated ones, with the batch that brought them first. */
export async function setRepeatedAside(tx: Tx, entity: string, stored: string): Promise<void> {
  await run(
    tx,
    `with gone as (delete from stage_${entity} s using ${stored} returning s.refused_id, x.batch_id)
     insert into stage_repeated (entity, refused_id, n, first_batch)
     select '${entity}', refused_id, count(*), batch_id from gone group by refused_id, batch_id`,
  );
}

/** People change brands and types on a screen, and types decide over money: a file that says something else is not believed. */
const alreadyThere = (entity: "brand" | "card_type", what: string, differences: readonly Difference[]): Fault => ({
  when: `x.id is not null and (${differs(differences)})`,
  field: "code",
  code: "content-differs",
  reason: `format('${what} %s is already there with other content (%s): %s. It is changed in the settings, not by a file.', s.code, x.name, ${differencesText(entity, differences)})`,
});

export const codeOf = (table: "brand" | "merchant" | "card_type", id: string): string =>
  `select o.code from silver.${table} o where o.id = ${id}`;

export async function loadBrands(tx: Tx, { scope, batchId }: Batch): Promise<Landed> {
  const issuer = id(scope.issuerId);
  await settleTwins(tx, "brand", "code", ["name"]);
  const same = `x.issuer_id = ${issuer} and x.code = s.code`;
  await refuseFaulty(tx, "brand", `stage_brand s left join silver.brand x on ${same}`, [
    alreadyThere("brand", "Brand", [{ field: "name", staged: "s.name", stored: "x.name" }]),
  ]);
  await setRepeatedAside(tx, "brand", `silver.brand x where ${same}`);
  return inserted(
    tx,
    `insert into silver.brand (issuer_id, code, name, batch_id)
    select ${issuer}, code, name, ${id(batchId)} from stage_brand order by file_no, line`,
  );
}

/** Staged column → stored column, for what is copied as it is. */
const typeColumns = [
  "name",
  "business_model",
  "category",
  "medium",
  "currency",
  "validity_days",
  "funds_validity_days",
  "reloadable",
  "has_expiry",
  "funds_expire",
  "has_fees",
  "cash_redeemable",
  "promotional",
  "issuer_type",
] as const;

export async function loadCardTypes(tx: Tx, { scope, batchId }: Batch): Promise<Landed> {
  const issuer = id(scope.issuerId);
  await settleTwins(tx, "card_type", "code", ["brand", "merchant", ...typeColumns]);
  const from = `stage_card_type s
    left join silver.card_type x on x.issuer_id = ${issuer} and x.code = s.code
    left join silver.brand b on b.issuer_id = ${issuer} and b.code = s.brand
    left join silver.merchant m on m.issuer_id = ${issuer} and m.code = s.merchant`;
  await refuseFaulty(tx, "card_type", from, [
    orphan("brand", "Brand", "s.brand is not null and b.id is null", "s.brand"),
    orphan("merchant", "Issuing merchant", "s.merchant is not null and m.id is null", "s.merchant"),
    alreadyThere("card_type", "Card type", [
      ...typeColumns.map((column) => ({ field: column, staged: `s.${column}`, stored: `x.${column}` })),
      { field: "brand", staged: "b.id", stored: "x.brand_id", here: "s.brand", there: codeOf("brand", "x.brand_id") },
      {
        field: "merchant",
        staged: "m.id",
        stored: "x.merchant_id",
        here: "s.merchant",
        there: codeOf("merchant", "x.merchant_id"),
      },
    ]),
  ]);
  await setRepeatedAside(tx, "card_type", `silver.card_type x where x.issuer_id = ${issuer} and x.code = s.code`);
  return inserted(
    tx,
    `insert into silver.card_type (issuer_id, code, brand_id, merchant_id, ${typeColumns.join(", ")}, batch_id)
     select ${issuer}, s.code, b.id, m.id, ${typeColumns.map((column) => (column === "currency" ? `coalesce(s.currency, '${scope.issuer.currency}')` : `s.${column}`)).join(", ")}, ${id(batchId)}
     from ${from} order by s.file_no, s.line`,
  );
}

export const orphan = (field: string, label: string, when: string, value: string): Fault => ({
  when,
  field,
  code: "orphan",
  reason: `format('${label} "%s" is not known. It may come with another file; the row is tried again then.', ${value})`,
  retry: true,
});

export async function inserted(tx: Tx, statement: string): Promise<Landed> {
  const [row] = await run<{ n: number }>(
    tx,
    `with landed as (${statement} returning 1) select count(*)::int as n from landed`,
  );
  return { new: row?.n ?? 0 };
}
