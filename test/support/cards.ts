/** Issuers, cards and their facts for tests, entered as an import enters them: facts first, then the fold. */
import { sql } from "drizzle-orm";
import { type Tx, withGate, withScope } from "@/db/client";
import type { TransactionKind } from "@/lib/cards/constants";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import type { BatchSource } from "@/lib/ingest/constants";
import { foldBatch } from "@/lib/rollups/fold";

export type TestType = {
  code: string;
  brand?: string;
  currency?: string;
  model?: "open" | "semi-closed" | "closed";
  medium?: "physical" | "digital";
  category?: string;
};
export type TestCard = {
  id: string;
  type: string;
  soldOn: string;
  /** No file says when and where: the day and the shop are those of its sale. */
  isPlacedBySale?: boolean;
  expiresOn?: string;
  fundsExpireOn?: string;
  escheatOn?: string;
  merchant?: string;
  customer?: string;
  jurisdiction?: string;
  birthYear?: number;
};
export type TestEvent = {
  id: string;
  card: string;
  kind: TransactionKind;
  /** Signed effect on the balance in minor units. */
  amount: number;
  on: string;
  /** Time of day in UTC. */
  at?: string;
  merchant?: string;
  spent?: number;
  /** Source id of the event that a void takes back. */
  corrects?: string;
};
export type TestBatch = {
  label?: string;
  source?: BatchSource;
  recordedAt?: string;
  brands?: string[];
  merchants?: string[];
  types?: TestType[];
  customers?: { id: string; name: string; email?: string; consentEmail?: boolean; consentSms?: boolean }[];
  cards?: TestCard[];
  events?: TestEvent[];
};

export async function makeIssuer(code: string, facts: { currency?: string; timeZone?: string } = {}): Promise<Scope> {
  await withGate("system", (tx) =>
    tx.execute(sql`insert into app.issuer (code, name, currency, time_zone)
      values (${code}, ${`${code} Gift Cards`}, ${facts.currency ?? "USD"}, ${facts.timeZone ?? "UTC"})`),
  );
  return scopeForOperator(code);
}

export async function makeSegments(scope: Scope, segments: { name: string; from: number; to: number | null }[]) {
  await withScope(scope, async (tx) => {
    await tx.execute(sql`delete from app.age_segment where issuer_id = ${scope.issuerId}`);
    for (const { name, from, to } of segments) {
      await tx.execute(sql`insert into app.age_segment (issuer_id, name, from_age, to_age)
        values (${scope.issuerId}, ${name}, ${from}, ${to})`);
    }
  });
}

/** Enters one batch and returns its id. */
export function loadBatch(scope: Scope, batch: TestBatch): Promise<number> {
  return withScope(scope, async (tx) => {
    const recordedAt = batch.recordedAt ?? "2030-01-01T00:00:00Z";
    const batchId = await insertBatch(tx, scope, batch, recordedAt);
    await insertProgramme(tx, scope, batch, batchId);
    await insertCustomers(tx, scope, batch, batchId);
    await insertCards(tx, scope, batch, batchId, recordedAt);
    await insertEvents(tx, scope, batch, batchId, recordedAt);
    await foldBatch(tx, { issuerId: scope.issuerId, batchId });
    return batchId;
  });
}

async function insertBatch(tx: Tx, scope: Scope, batch: TestBatch, recordedAt: string): Promise<number> {
  const [row] = await tx.execute<{ id: number }>(sql`
    insert into app.import_batch (issuer_id, source, content_key, state, label, files, counts, recorded_at)
    values (${scope.issuerId}, ${batch.source ?? "import"}, gen_random_uuid()::text, 'loaded', ${batch.label ?? "test"}, '[]',
      '{"card_transaction": {"new": 1}}', ${recordedAt}::timestamptz)
    returning id`);
  if (!row) throw new Error("no batch");
  return row.id;
}

const json = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

async function insertProgramme(tx: Tx, { issuerId }: Scope, batch: TestBatch, batchId: number): Promise<void> {
  const brands = new Set([...(batch.brands ?? []), ...(batch.types ?? []).flatMap((type) => type.brand ?? [])]);
  for (const code of brands) {
    await tx.execute(sql`insert into silver.brand (issuer_id, code, name, batch_id)
      values (${issuerId}, ${code}, ${`Brand ${code}`}, ${batchId}) on conflict do nothing`);
  }
  for (const code of batch.merchants ?? []) {
    await tx.execute(sql`insert into silver.merchant (issuer_id, code, name, batch_id)
      values (${issuerId}, ${code}, ${`Merchant ${code}`}, ${batchId}) on conflict do nothing`);
  }
  for (const type of batch.types ?? []) {
    await tx.execute(sql`insert into silver.card_type (issuer_id, code, name, brand_id, business_model, category, medium, currency, batch_id)
      values (${issuerId}, ${type.code}, ${`Type ${type.code}`},
        (select id from silver.brand where issuer_id = ${issuerId} and code = ${type.brand ?? null}),
        ${type.model ?? null}, ${type.category ?? null}, ${type.medium ?? null}, ${type.currency ?? "USD"}, ${batchId})`);
  }
}

async function insertCustomers(tx: Tx, { issuerId }: Scope, batch: TestBatch, batchId: number): Promise<void> {
  await tx.execute(sql`
    with added as (
      insert into silver.customer (issuer_id, source_id, name, email, consent_email, consent_sms, search, batch_id)
      select ${issuerId}, c.id, c.name, c.email, c."consentEmail", c."consentSms", lower(concat_ws(' ', c.name, c.email, c.id)), ${batchId}
      from jsonb_to_recordset(${json(batch.customers ?? [])})
        c (id text, name text, email text, "consentEmail" boolean, "consentSms" boolean)
      returning source_id, customer_id)
    insert into app.customer_key (issuer_id, source_id, customer_id)
    select ${issuerId}, source_id, customer_id from added`);
}

async function insertCards(
  tx: Tx,
  { issuerId }: Scope,
  batch: TestBatch,
  batchId: number,
  recordedAt: string,
): Promise<void> {
  for (const card of batch.cards ?? []) {
    const [holder] = card.customer
      ? await tx.execute<{ customer_id: string }>(
          sql`select customer_id from app.customer_key where issuer_id = ${issuerId} and source_id = ${card.customer}`,
        )
      : await tx.execute<{ customer_id: string }>(
          sql`insert into silver.customer (issuer_id, batch_id) values (${issuerId}, ${batchId}) returning customer_id`,
        );
    await tx.execute(sql`
      with added as (
        insert into silver.card (customer_id, issuer_id, source_id, card_type_id, merchant_id, jurisdiction, birth_year, sold_on,
          card_expires_on, funds_expires_on, escheat_on, merchant_by_sale, day_by_sale, batch_id, recorded_at)
        values (${holder?.customer_id ?? null}::bigint, ${issuerId}, ${card.id},
          (select id from silver.card_type where issuer_id = ${issuerId} and code = ${card.type}),
          (select id from silver.merchant where issuer_id = ${issuerId} and code = ${card.merchant ?? null}),
          ${card.jurisdiction ?? "unknown"}, ${card.birthYear ?? 0}, ${card.soldOn}::date, ${card.expiresOn ?? null}::date,
          ${card.fundsExpireOn ?? null}::date, ${card.escheatOn ?? null}::date, ${card.isPlacedBySale ?? false}, ${card.isPlacedBySale ?? false}, ${batchId}, ${recordedAt}::timestamptz)
        returning source_id, customer_id, id)
      insert into app.card_key (issuer_id, source_id, customer_id, card_id)
      select ${issuerId}, source_id, customer_id, id from added`);
  }
}

/** One statement for all events, so that a void may take back one of the same batch: voids come last. */
async function insertEvents(
  tx: Tx,
  { issuerId }: Scope,
  batch: TestBatch,
  batchId: number,
  recordedAt: string,
): Promise<void> {
  const rows = batch.events ?? [];
  const insert = (events: readonly TestEvent[]) =>
    tx.execute(sql`
      insert into silver.card_transaction (customer_id, card_id, issuer_id, source_id, kind, counts_as, amount, purchase_total,
        merchant_id, occurred_at, occurred_on, booked_on, recorded_at, corrects_id, batch_id)
      select k.customer_id, k.card_id, ${issuerId}, e.id, e.kind, coalesce(o.kind, e.kind), e.amount, coalesce(o.purchase_total, e.spent),
        coalesce(o.merchant_id, m.id),
        (e."on" || 'T' || coalesce(e.at, '12:00') || 'Z')::timestamptz, coalesce(o.occurred_on, e."on"), e."on",
        ${recordedAt}::timestamptz, o.id, ${batchId}
      from jsonb_to_recordset(${json(events)}) e (id text, card text, kind text, amount bigint, "on" date, at text, merchant text,
        spent bigint, corrects text)
      join app.card_key k on k.issuer_id = ${issuerId} and k.source_id = e.card
      left join silver.merchant m on m.issuer_id = ${issuerId} and m.code = e.merchant
      left join silver.card_transaction o on o.customer_id = k.customer_id and o.source_id = e.corrects`);
  await insert(rows.filter((event) => event.kind !== "void"));
  await insert(rows.filter((event) => event.kind === "void"));
}
