import type { Tx } from "@/db/client";
import { consentFields, type HolderField, type HolderValue, holderFields } from "../holder-fields";
import type { LoadScope } from "../plan";
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

/**
 * Holders are what they are now: a row about one who is there already replaces what was kept of him, in the order of the
 * batches. What it replaced stays with the batch, so that a withdrawal can give it back.
 */
export async function loadCustomers(tx: Tx, { scope, batchId }: Batch): Promise<Landed> {
  const issuer = id(scope.issuerId);
  await settleTwins(tx, "customer", "id", [
    ...["name", "email", "phone", "address", "city", "zip", "birth_date", "registered_on", "language", "time_zone"],
    ...["consent_email", "consent_sms", "state", "country"],
  ]);
  const updated = await update(tx, scope, batchId);
  await setRepeatedAside(tx, "customer", `app.customer_key k where k.issuer_id = ${issuer} and k.source_id = s.id`);
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
async function update(tx: Tx, scope: LoadScope, batchId: number): Promise<number> {
  const issuer = id(scope.issuerId);
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
  const [found] = await run<{ n: number }>(tx, "select count(*)::int as n from holder_in");
  if (!found || found.n === 0) return 0;
  const pairs = columns.map((column) => `('${column}', to_jsonb(x.${column}), to_jsonb(n.${column}))`);
  await run(
    tx,
    `insert into bronze.customer_change (issuer_id, batch_id, customer_id, before, after)
     select ${issuer}, ${id(batchId)}, n.customer_id, d.before, d.after
     from holder_in n join silver.customer x on x.customer_id = n.customer_id and x.issuer_id = ${issuer}
     cross join lateral (select jsonb_object_agg(f, b) as before, jsonb_object_agg(f, a) as after
       from (values ${pairs.join(", ")}) v(f, b, a) where b is distinct from a) d`,
  );
  await run(
    tx,
    `update silver.customer x set ${columns.map((column) => `${column} = n.${column}`).join(", ")}, search = ${searchOf("n", "n.source_id")}
     from holder_in n where x.customer_id = n.customer_id and x.issuer_id = ${issuer}`,
  );
  await run(tx, "insert into stage_updated (entity, refused_id) select 'customer', refused_id from holder_in");
  await run(
    tx,
    `delete from stage_customer s using holder_in n
     where n.file_no = s.file_no and n.line = s.line and n.refused_id is not distinct from s.refused_id`,
  );
  return found.n;
}

const CONSENTS = consentFields.map((field) => `'${field}'`).join(", ");

/**
 * Gives back what a batch has replaced, as if it had never come, and says of how many holders. Where a later batch has
 * changed the same of the same holder, the later word stays, and it is that batch which would now give the earlier one back.
 * A consent that was refused is not given back: files that have repeated the refusal since have left no mark.
 */
export async function restoreCustomers(tx: Tx, scope: LoadScope, batchId: number): Promise<number> {
  const issuer = id(scope.issuerId);
  const mine = `c.issuer_id = ${issuer} and c.batch_id = ${id(batchId)}`;
  await run(
    tx,
    `create temp table holder_back on commit drop as
     select c.customer_id, f.field, c.before -> f.field as value,
       (select min(l.batch_id) from bronze.customer_change l
        where l.customer_id = c.customer_id and l.issuer_id = ${issuer} and l.batch_id > c.batch_id and l.before ? f.field) as later
     from bronze.customer_change c cross join lateral jsonb_object_keys(c.before) f(field)
     where ${mine} and not (f.field in (${CONSENTS}) and c.after -> f.field = 'false')`,
  );
  const [found] = await run<{ n: number }>(tx, "select count(distinct customer_id)::int as n from holder_back");
  if (!found || found.n === 0) return 0;
  await run(
    tx,
    `update bronze.customer_change l set before = l.before || b.fields
     from (select customer_id, later, jsonb_object_agg(field, value) as fields from holder_back where later is not null group by 1, 2) b
     where l.issuer_id = ${issuer} and l.customer_id = b.customer_id and l.batch_id = b.later`,
  );
  const back = (column: HolderField) =>
    `${column} = case when b.fields ? '${column}' then (b.fields ->> '${column}')::${fields[column].type} else x.${column} end`;
  await run(
    tx,
    `update silver.customer x set ${columns.map(back).join(", ")}
     from (select customer_id, jsonb_object_agg(field, value) as fields from holder_back where later is null group by 1) b
     where x.customer_id = b.customer_id and x.issuer_id = ${issuer}`,
  );
  await run(
    tx,
    `update silver.customer x set search = ${searchOf("x", "x.source_id")}
     where x.issuer_id = ${issuer} and x.customer_id in (select customer_id from holder_back)`,
  );
  return found.n;
}

/** What a batch has changed is nobody's word any more once the batch is gone. */
export async function forgetChanges(tx: Tx, { issuerId }: LoadScope, batchId: number): Promise<void> {
  await run(tx, `delete from bronze.customer_change where issuer_id = ${id(issuerId)} and batch_id = ${id(batchId)}`);
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
