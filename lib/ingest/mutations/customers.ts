import type { Tx } from "@/db/client";
import { consentFields, type HolderField, type HolderValue, holderFields } from "../holder-fields";
import type { LoadScope } from "../plan";
import { type Changeable, countGivenBack, giveBack, replaceChanged } from "./changes";
import { inserted, type Landed, setRepeatedAside } from "./programme";
import { settleTwins } from "./refuse";
import { id, run } from "./staging";

type Batch = { readonly scope: LoadScope; readonly batchId: number };

/** A state of the Union, or a country; nothing is concluded from a city or a zip code. */
const JURISDICTION = "case when s.state is not null then 'US-' || s.state when s.country <> 'US' then s.country end";

/** What is kept of a holder: what the row `s` says of it, and its type. */
const fields = {
  name: { says: "s.name", type: "text" },
  email: { says: "s.email", type: "text" },
  phone: { says: "s.phone", type: "text" },
  address_line: { says: "s.address", type: "text" },
  city: { says: "s.city", type: "text" },
  zip: { says: "s.zip", type: "text" },
  jurisdiction: { says: `(${JURISDICTION})`, type: "text" },
  born_on: { says: "s.birth_date", type: "date" },
  registered_on: { says: "s.registered_on", type: "date" },
  language: { says: "s.language", type: "text" },
  time_zone: { says: "s.time_zone", type: "text" },
  consent_email: { says: "s.consent_email", type: "boolean" },
  consent_sms: { says: "s.consent_sms", type: "boolean" },
} as const satisfies Record<HolderField, { says: string; type: string }>;
const columns = holderFields;
/** Letters composed, as whoever looks for them types them: a source may write é as e with an accent behind it. */
const searchOf = (row: string, sourceId: string): string =>
  `normalize(lower(concat_ws(' ', ${row}.name, ${row}.email, ${row}.phone, ${sourceId})), nfc)`;

/** Holders are what they are now: a row about one who is there already replaces what was kept of him, in the order of the batches. */
export async function loadCustomers(tx: Tx, { scope, batchId }: Batch): Promise<Landed> {
  const issuer = id(scope.issuerId);
  await settleTwins(tx, "customer", "id", [
    ...["name", "email", "phone", "address", "city", "zip", "birth_date", "registered_on", "language", "time_zone"],
    ...["consent_email", "consent_sms", "state", "country"],
  ]);
  const updated = await update(tx, { scope, batchId });
  await setRepeatedAside(
    tx,
    "customer",
    `app.customer_key k join silver.customer x on x.customer_id = k.customer_id where k.issuer_id = ${issuer} and k.source_id = s.id`,
  );
  const landed = await inserted(
    tx,
    `insert into silver.customer (issuer_id, source_id, ${columns.join(", ")}, search, batch_id)
     select ${issuer}, s.id, ${columns.map((column) => fields[column].says).join(", ")}, ${searchOf("s", "s.id")}, ${id(batchId)}
     from stage_customer s order by s.file_no, s.line`,
  );
  if (landed.new > 0) {
    await run(
      tx,
      `insert into app.customer_key (issuer_id, source_id, customer_id)
       select issuer_id, source_id, customer_id from silver.customer
       where issuer_id = ${issuer} and batch_id = ${id(batchId)} and source_id is not null`,
    );
  }
  return { ...landed, updated };
}

/**
 * An empty cell says nothing, and what was known stays, except for a holder who has moved to another state or country:
 * of his address only what the row says is known, because the old street lies elsewhere.
 */
async function update(tx: Tx, batch: Batch): Promise<number> {
  const issuer = id(batch.scope.issuerId);
  // Into the Union without saying where: the country he has left is not his any more.
  const arrived = "(s.country = 'US' and s.state is null and x.jurisdiction not like 'US-%')";
  // Where it was unknown until now, nobody has moved.
  const moved = `coalesce(${fields.jurisdiction.says} <> x.jurisdiction or ${arrived}, false)`;
  const ofAddress = new Set<string>(["address_line", "city", "zip", "jurisdiction"]);
  const next = (column: HolderField) => {
    const kept = `coalesce(${fields[column].says}, x.${column})`;
    return ofAddress.has(column) ? `case when ${moved} then ${fields[column].says} else ${kept} end` : kept;
  };
  await run(
    tx,
    `create temp table holder_in on commit drop as
     select s.file_no, s.line, s.refused_id, x.customer_id, x.source_id, ${columns.map((column) => `${next(column)} as ${column}`).join(", ")}
     from stage_customer s join app.customer_key k on k.issuer_id = ${issuer} and k.source_id = s.id
     join silver.customer x on x.customer_id = k.customer_id and x.issuer_id = ${issuer}
     where ${columns.map((column) => `(${fields[column].says} is not null and ${fields[column].says} is distinct from x.${column})`).join(" or ")}
       or ${arrived}`,
  );
  return replaceChanged(tx, holders, batch, "holder_in", [`search = ${searchOf("n", "n.source_id")}`]);
}

const CONSENTS = consentFields.map((field) => `'${field}'`).join(", ");

const holders: Changeable = {
  entity: "customer",
  table: "silver.customer",
  key: "customer_id",
  log: "bronze.customer_change",
  ref: "customer_id",
  types: Object.fromEntries(columns.map((column) => [column, fields[column].type])),
  /** A no to messages: files that have repeated it since have left no mark. */
  stays: `f.field in (${CONSENTS}) and c.after -> f.field = 'false'`,
};

/** Of how many holders a withdrawal would give anything back, and of how many a no that the batch has brought would stay. */
export async function countRestored(tx: Tx, batch: Batch): Promise<{ restored: number; refusing: number }> {
  const refuses = consentFields.map((field) => `(c.after -> '${field}' = 'false' and x.${field} is false)`);
  const [row] = await run<{ refusing: number }>(
    tx,
    `select count(*)::int as refusing from bronze.customer_change c
     join silver.customer x on x.customer_id = c.customer_id and x.issuer_id = c.issuer_id
     where c.issuer_id = ${id(batch.scope.issuerId)} and c.batch_id = ${id(batch.batchId)} and (${refuses.join(" or ")})`,
  );
  return { restored: await countGivenBack(tx, holders, batch), refusing: row?.refusing ?? 0 };
}

/** Gives holders back what a batch has replaced, and says to how many. */
export async function restoreCustomers(tx: Tx, batch: Batch): Promise<number> {
  const restored = await giveBack(tx, holders, batch);
  if (restored > 0) {
    await run(
      tx,
      `update silver.customer x set search = ${searchOf("x", "x.source_id")}
       where x.issuer_id = ${id(batch.scope.issuerId)} and x.customer_id in (select key from given_back where later is null)`,
    );
  }
  return restored;
}

/** Holders who go with the batch that brought them take along what withdrawn batches are the evidence of. */
export async function forgetHolders(tx: Tx, { issuerId }: LoadScope, batchId: number): Promise<void> {
  await run(
    tx,
    `delete from bronze.customer_change d using silver.customer h
     where h.issuer_id = ${id(issuerId)} and h.batch_id = ${id(batchId)} and d.customer_id = h.customer_id and d.issuer_id = h.issuer_id`,
  );
}

/**
 * What a batch has changed is nobody's word any more once the batch is gone, but for a no: that stays, and the batch is the
 * evidence of it. There is nothing before it, so that nothing of it is given back.
 */
export async function forgetChanges(tx: Tx, { issuerId }: LoadScope, batchId: number): Promise<void> {
  const mine = `d.issuer_id = ${id(issuerId)} and d.batch_id = ${id(batchId)}`;
  await run(
    tx,
    `update bronze.customer_change d set before = '{}', after = (
       select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(d.after) where key in (${CONSENTS}) and value = 'false')
     where ${mine}`,
  );
  await run(tx, `delete from bronze.customer_change d where ${mine} and d.after = '{}'`);
}

export type ChangedField = { field: HolderField; customers: number; before?: HolderValue; after?: HolderValue };

/** What a batch has changed of holders, field by field, for the trail: nothing in it tells who somebody is. */
export async function changedFields(tx: Tx, { issuerId }: LoadScope, batchId: number): Promise<ChangedField[]> {
  const rows = await run<{ field: HolderField; customers: number; before: HolderValue; after: HolderValue }>(
    tx,
    `select f.field, count(*)::int as customers, f.before, f.after
     from bronze.customer_change c cross join lateral (
       select key as field, case when key in (${CONSENTS}) then c.before -> key end as before,
         case when key in (${CONSENTS}) then c.after -> key end as after
       from jsonb_object_keys(c.after) key) f
     where c.issuer_id = ${id(issuerId)} and c.batch_id = ${id(batchId)}
     group by f.field, f.before, f.after order by f.field, f.before, f.after`,
  );
  return rows.map(({ field, customers, ...values }) =>
    consentFields.some((consent) => consent === field) ? { field, customers, ...values } : { field, customers },
  );
}
