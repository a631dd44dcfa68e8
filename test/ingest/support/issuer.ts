import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { type Mapping, type MappingInput, mappingSchema } from "@/lib/ingest/mapping/schema";
import { ensureIssuer } from "@/lib/ingest/mutations/issuer";
import { dryRun, loadBatch } from "@/lib/ingest/mutations/load";
import { planFiles, planOf } from "@/lib/ingest/mutations/plan";
import type { LoadScope } from "@/lib/ingest/plan";
import { bytesSource } from "@/lib/ingest/reader/source";

export const NOW = new Date("2026-11-20T12:00:00Z");

/** A tenant of the test's own. */
export async function makeIssuer(
  code: string,
  more: Partial<NonNullable<MappingInput["issuer"]>> = {},
): Promise<LoadScope> {
  const mapping = mappingSchema.parse({
    name: code,
    issuer: { code, name: code, currency: "USD", timeZone: "America/New_York", create: true, ...more },
    files: [{ entity: "brand", match: "*", columns: { code: { column: 1 }, name: { column: 2 } } }],
  });
  return scopeOf(await ensureIssuer(mapping, "test"));
}

export const scopeOf = (issuer: LoadScope["issuer"]): LoadScope => ({
  issuerId: issuer.id,
  partnerId: null,
  personId: null,
  actor: "test",
  address: null,
  issuer,
});

/** Columns by header name, the header being the field's name. */
export function plainMapping(more: Partial<MappingInput["files"][number]> = {}): Mapping {
  const part = (entity: MappingInput["files"][number]["entity"], match: string, fields: string[]) => ({
    entity,
    match,
    columns: Object.fromEntries(fields.map((field) => [field, { header: field }])),
    ...more,
  });
  return mappingSchema.parse({
    name: "plain",
    files: [
      part("merchant", "merchants*", ["code", "name"]),
      part("card_type", "types*", ["code", "name", "currency", "fundsExpire", "validityDays"]),
      part("customer", "customers*", ["id", "name", "state"]),
      part("card", "cards*", ["id", "cardType", "customer", "soldOn", "expiresOn"]),
      part("card_transaction", "events*", ["id", "card", "kind", "amount", "occurredAt", "merchant", "corrects"]),
    ],
  });
}

export type Files = Readonly<Record<string, string>>;
/** Texts are files in UTF-8. */
type AnyFiles = Readonly<Record<string, string | Buffer>>;

export function planFor(files: AnyFiles, mapping: Mapping = plainMapping()) {
  const list = Object.entries(files).map(([name, text]) => {
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    return {
      fileId: null,
      name,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      source: bytesSource(name, bytes),
    };
  });
  return planOf(planFiles(mapping, list).files);
}

export const load = (scope: LoadScope, files: AnyFiles, mapping?: Mapping) =>
  loadBatch(scope, planFor(files, mapping), { now: NOW });
export const check = (scope: LoadScope, files: AnyFiles, mapping?: Mapping) =>
  dryRun(scope, planFor(files, mapping), { now: NOW });

export const rows = <T extends Record<string, unknown>>(scope: LoadScope, text: string): Promise<T[]> =>
  withScope(scope, async (tx) => [...(await tx.execute(sql.raw(text)))] as T[]);

/** Everything an issuer has, by the source's own ids and in order: two states are the same when their dumps are. */
export async function dump(scope: LoadScope): Promise<string> {
  const lines: string[] = [];
  const add = async (name: string, query: string) => {
    for (const row of await rows(scope, `select x::text as line from (${query}) x order by 1`))
      lines.push(`${name} ${String(row.line)}`);
  };
  await add("merchant", "select code, name from silver.merchant");
  await add("type", "select code, name, currency, business_model from silver.card_type");
  await add("customer", "select source_id, name, jurisdiction, born_on from silver.customer");
  await add(
    "card",
    `select c.source_id, h.source_id, y.code, m.code, c.face_value, c.sold_on, c.card_expires_on, c.funds_expires_on, c.jurisdiction
     from silver.card c join silver.customer h using (customer_id) join silver.card_type y on y.id = c.card_type_id
     left join silver.merchant m on m.id = c.merchant_id`,
  );
  await add(
    "fact",
    `select t.source_id, c.source_id, t.kind, t.counts_as, t.amount, t.occurred_at at time zone 'UTC', t.occurred_on, t.booked_on, m.code
     from silver.card_transaction t join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
     left join silver.merchant m on m.id = t.merchant_id`,
  );
  await add(
    "summary",
    `select c.source_id, s.events, s.cards, s.sold, s.redeemed, s.redemptions, s.refunded, s.first_use_on, s.last_use_on, s.last_event_at at time zone 'UTC'
     from silver.card_summary s join silver.card c on c.customer_id = s.customer_id and c.id = s.card_id`,
  );
  await add(
    "cohort",
    `select y.code, r.sale_month, r.activity_month, r.events, r.cards, r.sold, r.redeemed from gold.type_cohort r join silver.card_type y on y.id = r.card_type_id`,
  );
  await add(
    "last use",
    "select y.code, r.last_use_month, r.cards, r.balance from gold.last_use r join silver.card_type y on y.id = r.card_type_id",
  );
  return lines.join("\n");
}
