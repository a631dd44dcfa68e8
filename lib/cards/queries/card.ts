import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { basisOf, type Context, readContext } from "@/lib/breakage/queries/context";
import type { CivilDate } from "@/lib/dates";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { CardEvent, CardLife } from "../card";
import { type TransactionKind, UNKNOWN } from "../constants";
import { cardExpiryRule, escheatRule, fundsExpiryRule } from "../rules";
import type { CardParams } from "../schema";
import { cardRowOf, type StateRow } from "./row";

/** A card's whole life up to the as-of date. @throws NotFound for an id that is not one of the scope's issuer. */
export function getCard(scope: Scope, sourceId: string, params: CardParams): Promise<CardLife> {
  return withScope(
    scope,
    async (tx) => {
      const [context, [key]] = await Promise.all([
        readContext(tx, scope, params.knownAt),
        findKey(tx, scope, sourceId),
      ]);
      if (!key) throw new NotFound("This card");
      const { asOf, knownAt } = basisOf(scope, context, params);
      const at = sql`${key.customer_id}::bigint`;
      const one = sql`${key.card_id}::bigint`;
      const [[card], events] = await Promise.all([readCard(tx, at, one), readEvents(tx, context, at, one, asOf)]);
      if (!card) throw new NotFound("This card");
      return lifeOf(scope, card, events, { asOf, knownAt });
    },
    { readOnly: true },
  );
}

function findKey(tx: Tx, scope: Scope, sourceId: string) {
  return tx.execute<{ customer_id: string; card_id: string }>(sql`
    select customer_id, card_id from app.card_key where issuer_id = ${scope.issuerId} and source_id = ${sourceId}`);
}

type CardFacts = Pick<
  StateRow,
  | "id"
  | "type_code"
  | "type_name"
  | "medium"
  | "merchant_code"
  | "merchant_name"
  | "customer_code"
  | "customer_name"
  | "jurisdiction"
  | "currency"
  | "sold_on"
  | "card_expires_on"
  | "funds_expires_on"
  | "escheat_on"
  | "customer_id"
  | "card_id"
> & {
  face_value: string | null;
  brand_code: string | null;
  brand_name: string | null;
  business_model: string | null;
  category: string | null;
  validity_days: number | null;
  funds_validity_days: number | null;
  has_expiry: boolean | null;
  funds_expire: boolean | null;
};

function readCard(tx: Tx, customerId: SQL, cardId: SQL) {
  return tx.execute<CardFacts>(sql`
    select k.source_id as id, y.code as type_code, y.name as type_name, y.medium, m.code as merchant_code,
      m.name as merchant_name, h.source_id as customer_code, h.name as customer_name, k.jurisdiction, y.currency, k.sold_on,
      k.card_expires_on, k.funds_expires_on, k.escheat_on, k.customer_id, k.id as card_id, k.face_value,
      b.code as brand_code, b.name as brand_name, y.business_model, y.category, y.validity_days, y.funds_validity_days,
      y.has_expiry, y.funds_expire
    from silver.card k
    join silver.customer h on h.customer_id = k.customer_id
    join silver.card_type y on y.id = k.card_type_id
    left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id
    left join silver.merchant m on m.id = k.merchant_id
    where k.customer_id = ${customerId} and k.id = ${cardId}`);
}

type EventRow = {
  id: string;
  own_id: string;
  corrects_id: string | null;
  kind: TransactionKind;
  counts_as: TransactionKind;
  occurred_at: string;
  occurred_on: string;
  booked_on: string;
  recorded_at: string;
  amount: string;
  purchase_total: string | null;
  merchant_code: string | null;
  merchant_name: string | null;
  batch_id: number;
};

/** What brings value comes before what takes it where a file gives only days; a correction comes after what it corrects. */
const ORDER = sql.raw(
  `t.occurred_at, case t.kind when 'sale' then 0 when 'reload' then 1 when 'void' then 3 else 2 end, t.id`,
);

function readEvents(tx: Tx, context: Context, customerId: SQL, cardId: SQL, asOf: CivilDate) {
  const known = context.laterBatches
    ? sql` and t.batch_id not in (${sql.raw(context.laterBatches.map((id) => String(Math.trunc(id))).join(", "))})`
    : sql``;
  return tx.execute<EventRow>(sql`
    select t.source_id as id, t.id as own_id, t.corrects_id, t.kind, t.counts_as, t.occurred_at, t.occurred_on, t.booked_on,
      t.recorded_at, t.amount, t.purchase_total, m.code as merchant_code, m.name as merchant_name, t.batch_id
    from silver.card_transaction t left join silver.merchant m on m.id = t.merchant_id
    where t.customer_id = ${customerId} and t.card_id = ${cardId} and t.occurred_on <= ${asOf}::date${known}
    order by ${ORDER}`);
}

function lifeOf(
  scope: Scope,
  card: CardFacts,
  rows: readonly EventRow[],
  { asOf, knownAt }: Pick<CardLife, "asOf" | "knownAt">,
): CardLife {
  const events = eventsOf(rows);
  const sum = (...kinds: TransactionKind[]) =>
    events.filter((event) => kinds.includes(event.countsAs)).reduce((total, event) => total + event.amount, 0n);
  const voided = new Set(events.flatMap((event) => (event.kind === "void" && event.corrects ? [event.corrects] : [])));
  const last = (kind: TransactionKind) =>
    events.filter((event) => event.kind === kind && !voided.has(event.id)).map((event) => event.occurredOn);
  const sold = sum("sale", "reload");
  const redeemed = -sum("redemption");
  const other = sum("refund", "fee", "transfer", "adjustment");
  const escheated = -sum("escheat");
  const lapsed = card.funds_expires_on !== null && asOf > card.funds_expires_on;
  const net = (kind: TransactionKind) =>
    events
      .filter((event) => event.countsAs === kind)
      .reduce((count, event) => count + (event.kind === "void" ? -1 : 1), 0);
  const dates = {
    soldOn: card.sold_on,
    cardExpiresOn: card.card_expires_on,
    fundsExpiresOn: card.funds_expires_on,
    escheatOn: card.escheat_on,
    validityDays: card.validity_days,
    fundsValidityDays: card.funds_validity_days,
    hasExpiry: card.has_expiry,
    fundsExpire: card.funds_expire,
  };
  const state: StateRow = {
    ...card,
    cards: String(net("sale")),
    redemptions: String(net("redemption")),
    sold: String(sold),
    redeemed: String(redeemed),
    other: String(other),
    escheated: String(escheated),
    gone: String(lapsed ? sold - redeemed + other - escheated : -sum("expiry")),
    last_use_on: last("redemption").sort().at(-1) ?? null,
    opened_on: last("opened").sort().at(0) ?? null,
  };
  return {
    asOf,
    knownAt,
    card: cardRowOf(scope, state, asOf),
    faceValue: card.face_value === null ? null : BigInt(card.face_value),
    balance: events.reduce((total, event) => total + event.amount, 0n),
    brand: { id: card.brand_code ?? UNKNOWN, name: card.brand_name ?? "Unknown" },
    businessModel: card.business_model ?? UNKNOWN,
    medium: card.medium ?? UNKNOWN,
    category: card.category ?? UNKNOWN,
    cardExpiry: cardExpiryRule(dates),
    fundsExpiry: fundsExpiryRule(dates),
    escheat: escheatRule(dates),
    events,
  };
}

function eventsOf(rows: readonly EventRow[]): CardEvent[] {
  const sourceOf = new Map(rows.map((row) => [row.own_id, row.id]));
  const correctedBy = new Map(rows.flatMap((row) => (row.corrects_id ? [[row.corrects_id, row.id] as const] : [])));
  let balance = 0n;
  return rows.map((row) => {
    const amount = BigInt(row.amount);
    balance += amount;
    return {
      id: row.id,
      kind: row.kind,
      countsAs: row.counts_as,
      occurredAt: new Date(row.occurred_at),
      occurredOn: row.occurred_on,
      bookedOn: row.booked_on,
      recordedAt: new Date(row.recorded_at),
      merchant:
        row.merchant_code === null ? null : { id: row.merchant_code, name: row.merchant_name ?? row.merchant_code },
      amount,
      balanceAfter: balance,
      purchaseTotal: row.purchase_total === null ? null : BigInt(row.purchase_total),
      corrects: row.corrects_id === null ? null : (sourceOf.get(row.corrects_id) ?? null),
      correctedBy: correctedBy.get(row.own_id) ?? null,
      batchId: row.batch_id,
    };
  });
}
