import { type SQL, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { basisOf, type Context, readContext } from "@/lib/breakage/queries/context";
import { conditionsOf } from "@/lib/breakage/queries/cut";
import { refuseUnknownFilters } from "@/lib/breakage/queries/unknown-filters";
import type { Basis } from "@/lib/breakage/report";
import type { Scope } from "@/lib/identity/scope";
import { type TransactionKind, UNKNOWN } from "../constants";
import { decodeCursor, encodeCursor } from "../cursor";
import { type EventGroup, type EventPage, type EventRow, type EventStanding, kindsOf } from "../event";
import { type EventListParams, eventPlace } from "../schema";

export type Row = {
  id: string;
  own_id: string;
  card: string;
  type_code: string;
  type_name: string;
  merchant_code: string | null;
  merchant_name: string | null;
  kind: TransactionKind;
  counts_as: TransactionKind;
  occurred_on: string;
  booked_on: string;
  recorded_at: string;
  known_on: string;
  batch_id: number;
  amount: string;
  purchase_total: string | null;
};
type Sum = Record<"total" | "cards" | "redemptions", string> & { purchases?: string };

/**
 * The events behind a flow of the overview, newest first, with their sum. The sum comes from the days' rollup and not
 * from the events, so that the first page costs the same however many follow.
 */
export function listEvents(scope: Scope, params: EventListParams): Promise<EventPage> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const basis = basisOf(scope, context, params);
      const [rows, [sum]] = await Promise.all([
        tx.execute<Row>(pageQuery(context, basis, params)),
        tx.execute<Sum>(totalQuery(context, basis, params)),
      ]);
      if (rows.length === 0) await refuseUnknownFilters(tx, scope, params);
      const items = rows.slice(0, params.limit);
      const last = items.at(-1);
      return {
        ...basis,
        group: params.group,
        standing: params.standing ?? null,
        items: items.map(eventOf),
        nextCursor:
          rows.length > params.limit && last ? encodeCursor(eventPlace, [last.occurred_on, last.own_id]) : null,
        total: BigInt(sum?.total ?? 0),
        cards: Number(sum?.cards ?? 0),
        redemptions: Number(sum?.redemptions ?? 0),
        purchases: params.purchases ? BigInt(sum?.purchases ?? 0) : null,
      };
    },
    { readOnly: true },
  );
}

/** How many events there are in all; it reads them, so only an export asks. */
export function countEvents(scope: Scope, params: EventListParams): Promise<number> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const basis = basisOf(scope, context, params);
      const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n
        from silver.card_transaction t join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
        where ${eventTests(context, basis, params)}`);
      return row?.n ?? 0;
    },
    { readOnly: true },
  );
}

const standingTest: Record<EventStanding, string> = {
  paid: "not promotional",
  given: "promotional",
  unknown: "promotional is null",
};

/** Card types of the currency that fit the filters. */
export function typesTest(context: Context, { asOf, currency }: Basis, params: EventListParams, column: SQL): SQL {
  const ofCurrency = sql`${column} in (select id from silver.card_type where issuer_id = ${context.issuerId} and currency = ${currency})`;
  const standing = params.standing && standingTest[params.standing];
  const ofStanding = standing
    ? [
        sql`${column} in (select id from silver.card_type where issuer_id = ${context.issuerId} and ${sql.raw(standing)})`,
      ]
    : [];
  const filters = conditionsOf(params, { issuerId: context.issuerId, asOf, segments: [] });
  return sql.join([ofCurrency, ...ofStanding, ...filters.map(({ test }) => test(column))], sql` and `);
}

const batches = (context: Context) =>
  sql.raw((context.laterBatches ?? []).map((id) => String(Math.trunc(id))).join(", "));

function eventTests(context: Context, basis: Basis, params: EventListParams): SQL {
  return sql`${factTests(context, basis, params)} and ${typesTest(context, basis, params, sql`c.card_type_id`)}`;
}

/** What can be told from the events alone, over `t`; which cards they are of is asked of the cards. */
export function factTests(context: Context, basis: Basis, params: EventListParams): SQL {
  const { from, to } = basis.period;
  const tests = [
    sql`t.issuer_id = ${context.issuerId}`,
    sql`t.occurred_on between ${from}::date and least(${to}::date, ${basis.asOf}::date)`,
  ];
  if (params.group !== "all") {
    const kinds = kindsOf[params.group].map((kind) => sql`${kind}`);
    tests.push(sql`t.counts_as in (${sql.join(kinds, sql`, `)})`);
  }
  if (params.at !== undefined) tests.push(merchantTest(context, params.at));
  if (context.laterBatches) tests.push(sql`t.batch_id not in (${batches(context)})`);
  if (params.cursor) {
    const [day, id] = decodeCursor(params.cursor, eventPlace);
    tests.push(sql`t.occurred_on <= ${day}::date and (t.occurred_on, t.id) < (${day}::date, ${id}::bigint)`);
  }
  return sql.join(tests, sql` and `);
}

const merchantTest = ({ issuerId }: Context, code: string) =>
  code === UNKNOWN
    ? sql`t.merchant_id is null`
    : sql`t.merchant_id = (select id from silver.merchant where issuer_id = ${issuerId} and code = ${code})`;

/** Of an event `t`, its card `c`, that one's type `y` and the merchant `m`. */
export const eventColumns = ({ timeZone }: Context): SQL => sql`
  t.source_id as id, t.id as own_id, c.source_id as card, y.code as type_code, y.name as type_name,
  m.code as merchant_code, m.name as merchant_name, t.kind, t.counts_as, t.occurred_on, t.booked_on,
  t.recorded_at, (t.recorded_at at time zone ${timeZone})::date as known_on, t.batch_id, t.amount, t.purchase_total`;

function pageQuery(context: Context, basis: Basis, params: EventListParams): SQL {
  return sql`
    select ${eventColumns(context)}
    from silver.card_transaction t
    join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
    join silver.card_type y on y.id = c.card_type_id
    left join silver.merchant m on m.id = t.merchant_id
    where ${eventTests(context, basis, params)}
    order by t.occurred_on desc, t.id desc limit ${params.limit + 1}`;
}

const effects: Record<EventGroup, string> = {
  sold: "sold + reloaded",
  sales: "sold",
  redeemed: "- redeemed",
  other: "- refunded - fees + transferred + adjusted",
  expired: "- expired",
  escheated: "- escheated",
  "other-and-escheated": "- refunded - fees + transferred + adjusted - escheated",
  reloads: "reloaded",
  refunds: "- refunded",
  fees: "- fees",
  transfers: "transferred",
  adjustments: "adjusted",
  all: "sold + reloaded - redeemed - refunded - fees + transferred + adjusted - expired - escheated",
};

/** No rollup knows days by merchant: one merchant's events are added up themselves, a void taking back what it voids. */
function totalOfEvents(context: Context, basis: Basis, params: EventListParams): SQL {
  const net = (kind: TransactionKind, size: "1" | "coalesce(t.purchase_total, abs(t.amount))") =>
    sql`coalesce(sum((case when t.kind = 'void' then -1 else 1 end) * ${sql.raw(size)}) filter (where t.counts_as = ${kind}), 0)`;
  return sql`select coalesce(sum(t.amount), 0) as total, ${net("sale", "1")} as cards, ${net("redemption", "1")} as redemptions,
      ${net("redemption", "coalesce(t.purchase_total, abs(t.amount))")} as purchases
    from silver.card_transaction t join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
    where ${eventTests(context, basis, { ...params, cursor: undefined })}`;
}

function totalQuery(context: Context, basis: Basis, params: EventListParams): SQL {
  if (params.at !== undefined) return totalOfEvents(context, basis, params);
  const { from, to } = basis.period;
  const has = (kind: TransactionKind) => params.group === "all" || kindsOf[params.group].includes(kind);
  const measures = {
    total: effects[params.group],
    cards: has("sale") ? "cards" : "0",
    redemptions: has("redemption") ? "redemptions" : "0",
  };
  const sums = (sign: "" | "-") =>
    sql.raw(
      Object.entries(measures)
        .map(([name, measure]) => `${sign}sum(${measure}) as ${name}`)
        .join(", "),
    );
  const where = sql`issuer_id = ${context.issuerId} and day between ${from}::date and least(${to}::date, ${basis.asOf}::date)
    and ${typesTest(context, basis, params, sql`card_type_id`)}`;
  const unknown = context.laterBatches
    ? sql` union all select ${sums("-")} from gold.type_day_delta where ${where} and batch_id in (${batches(context)})`
    : sql``;
  return sql`select coalesce(sum(total), 0) as total, coalesce(sum(cards), 0) as cards, coalesce(sum(redemptions), 0) as redemptions
    from (select ${sums("")} from gold.type_day where ${where}${unknown}) p`;
}

export function eventOf(row: Row): EventRow {
  return {
    id: row.id,
    card: row.card,
    cardType: { id: row.type_code, name: row.type_name },
    merchant: { id: row.merchant_code ?? UNKNOWN, name: row.merchant_name ?? "Unknown" },
    kind: row.kind,
    countsAs: row.counts_as,
    occurredOn: row.occurred_on,
    bookedOn: row.booked_on,
    recordedAt: new Date(row.recorded_at),
    knownOn: row.known_on,
    batchId: row.batch_id,
    amount: BigInt(row.amount),
    purchaseTotal: row.purchase_total === null ? null : BigInt(row.purchase_total),
  };
}
