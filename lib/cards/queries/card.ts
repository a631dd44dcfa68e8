import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { basisOf, type Context, readContext } from "@/lib/breakage/queries/context";
import type { CivilDate } from "@/lib/dates";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { CardEvent, CardLife } from "../card";
import { type TransactionKind, UNKNOWN } from "../constants";
import { decodeCursor, encodeCursor } from "../cursor";
import { cardExpiryRule, fundsExpiryRule } from "../rules";
import { type CardParams, lifePlace } from "../schema";
import { cardRowOf, type StateRow } from "./row";
import { FACT_SUMS, knownTest } from "./state";

/** A card's life up to the as-of date: all of it in its sums, and its events page by page. @throws NotFound for an id that is not one of the scope's issuer. */
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
      const facts = sql`t.customer_id = ${at} and t.card_id = ${one} and t.occurred_on <= ${asOf}::date${knownTest(context)}`;
      const [[card], rows] = await Promise.all([
        readCard(tx, at, one),
        tx.execute<LifeRow>(lifeQuery(context, facts, params)),
      ]);
      if (!card) throw new NotFound("This card");
      return lifeOf(scope, card, rows, { asOf, knownAt, limit: params.limit });
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
  happened_us: string;
  rank: number;
  kind: TransactionKind;
  counts_as: TransactionKind;
  occurred_at: string;
  occurred_on: string;
  booked_on: string;
  recorded_at: string;
  known_on: string;
  amount: string;
  balance_after: string;
  purchase_total: string | null;
  merchant_code: string | null;
  merchant_name: string | null;
  corrects: string | null;
  corrected_by: string | null;
  batch_id: number;
};
type LifeRow = { [K in keyof EventRow]: EventRow[K] | null } & Record<`total_${keyof typeof FACT_SUMS}`, string> & {
    total_balance: string;
    total_events: string;
    active_on: CivilDate[];
    last_use_on: string | null;
    opened_on: string | null;
  };

/** What brings value comes before what takes it where a file gives only days; a correction comes after what it corrects. */
const RANK = "case t.kind when 'sale' then 0 when 'reload' then 1 when 'void' then 3 else 2 end";
const STANDS = "t.id not in (select corrects_id from life where kind = 'void' and corrects_id is not null)";
const TOTALS = sql.raw(
  [
    ...Object.entries(FACT_SUMS).map(([name, sum]) => `${sum} as total_${name}`),
    "coalesce(sum(t.amount), 0) as total_balance",
    "count(*) as total_events",
    "coalesce(jsonb_agg(distinct t.occurred_on), '[]') as active_on",
    `max(t.occurred_on) filter (where t.kind = 'redemption' and ${STANDS}) as last_use_on`,
    `min(t.occurred_on) filter (where t.kind = 'opened' and ${STANDS}) as opened_on`,
  ].join(", "),
);

/** The sums of all facts, one row even of none, beside each event of the page and the first of the next. */
function lifeQuery({ timeZone }: Context, facts: SQL, { cursor, limit }: CardParams): SQL {
  const [at, rank, id] = cursor ? decodeCursor(cursor, lifePlace) : [];
  const after = cursor ? sql`(happened_us, rank, id) > (${at}::bigint, ${rank}::int, ${id}::bigint)` : sql`true`;
  return sql`
    with life as materialized (
      select t.*, ${sql.raw(RANK)} as rank, (extract(epoch from t.occurred_at) * 1000000)::bigint as happened_us,
        sum(t.amount) over run as balance_after, row_number() over run as place
      from silver.card_transaction t where ${facts}
      window run as (order by t.occurred_at, ${sql.raw(RANK)}, t.id rows unbounded preceding)),
    page as (select * from life where ${after} order by place limit ${limit + 1}),
    correction as (select distinct on (corrects_id) corrects_id, source_id from life where corrects_id is not null
      order by corrects_id, place desc)
    select a.*, p.* from (select ${TOTALS} from life t) a
    left join (
      select e.place, e.source_id as id, e.id as own_id, e.happened_us, e.rank, e.kind, e.counts_as, e.occurred_at, e.occurred_on,
        e.booked_on, e.recorded_at, (e.recorded_at at time zone ${timeZone})::date as known_on, e.amount, e.balance_after, e.purchase_total, m.code as merchant_code,
        m.name as merchant_name, o.source_id as corrects, k.source_id as corrected_by, e.batch_id
      from page e left join silver.merchant m on m.id = e.merchant_id
      left join life o on o.id = e.corrects_id left join correction k on k.corrects_id = e.id
    ) p on true
    order by p.place`;
}

function lifeOf(
  scope: Scope,
  card: CardFacts,
  rows: readonly LifeRow[],
  { asOf, knownAt, limit }: Pick<CardLife, "asOf" | "knownAt"> & { limit: number },
): CardLife {
  const [all] = rows;
  if (!all) throw new Error("totals are one row even of nothing");
  const found = rows.filter((row): row is LifeRow & EventRow => row.id !== null);
  const shown = found.slice(0, limit);
  const end = shown.at(-1);
  const dates = {
    soldOn: card.sold_on,
    cardExpiresOn: card.card_expires_on,
    fundsExpiresOn: card.funds_expires_on,
    validityDays: card.validity_days,
    fundsValidityDays: card.funds_validity_days,
    hasExpiry: card.has_expiry,
    fundsExpire: card.funds_expire,
  };
  return {
    asOf,
    knownAt,
    card: cardRowOf(scope, stateRowOf(card, all, asOf), asOf),
    faceValue: card.face_value === null ? null : BigInt(card.face_value),
    balance: BigInt(all.total_balance),
    brand: { id: card.brand_code ?? UNKNOWN, name: card.brand_name ?? "Unknown" },
    businessModel: card.business_model ?? UNKNOWN,
    medium: card.medium ?? UNKNOWN,
    category: card.category ?? UNKNOWN,
    cardExpiry: cardExpiryRule(dates),
    fundsExpiry: fundsExpiryRule(dates),
    events: shown.map(eventOf),
    nextCursor: found.length > limit && end ? encodeCursor(lifePlace, [end.happened_us, end.rank, end.own_id]) : null,
    eventCount: Number(all.total_events),
    activeOn: all.active_on,
  };
}

/** What is gone of a card whose funds have expired is all that was left; before, what its source has booked as expired. */
function stateRowOf(card: CardFacts, all: LifeRow, asOf: CivilDate): StateRow {
  const left =
    BigInt(all.total_sold) - BigInt(all.total_redeemed) + BigInt(all.total_other) - BigInt(all.total_escheated);
  const isLapsed = card.funds_expires_on !== null && asOf > card.funds_expires_on;
  return {
    ...card,
    cards: all.total_cards,
    redemptions: all.total_redemptions,
    sold: all.total_sold,
    redeemed: all.total_redeemed,
    other: all.total_other,
    escheated: all.total_escheated,
    gone: isLapsed ? String(left) : all.total_expired,
    last_use_on: all.last_use_on,
    opened_on: all.opened_on,
  };
}

const eventOf = (row: EventRow): CardEvent => ({
  id: row.id,
  kind: row.kind,
  countsAs: row.counts_as,
  occurredAt: new Date(row.occurred_at),
  occurredOn: row.occurred_on,
  bookedOn: row.booked_on,
  recordedAt: new Date(row.recorded_at),
  knownOn: row.known_on,
  merchant: row.merchant_code === null ? null : { id: row.merchant_code, name: row.merchant_name ?? row.merchant_code },
  amount: BigInt(row.amount),
  balanceAfter: BigInt(row.balance_after),
  purchaseTotal: row.purchase_total === null ? null : BigInt(row.purchase_total),
  corrects: row.corrects,
  correctedBy: row.corrected_by,
  batchId: row.batch_id,
});
