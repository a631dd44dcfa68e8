import { type SQL, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { basisOf, readContext } from "@/lib/breakage/queries/context";
import { civilDateIn } from "@/lib/dates";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { UNKNOWN } from "../constants";
import { decodeCursor, encodeCursor } from "../cursor";
import type { Customer, CustomerPage, CustomerRow, CustomerTotal } from "../customer";
import { type CustomerListParams, type CustomerParams, customerPlace, holdingPlace } from "../schema";
import { searchParts } from "../search";
import { cardRowOf, type StateRow } from "./row";
import { CARD_ROW, CARD_ROW_JOINS, cardStates } from "./state";

type Row = {
  source_id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  city: string | null;
  jurisdiction: string | null;
  cards: string;
};

/** Named customers in the order of their ids; anonymous holders have none and are not listed. */
export function listCustomers(scope: Scope, params: CustomerListParams): Promise<CustomerPage> {
  const [after] = params.cursor ? decodeCursor(params.cursor, customerPlace) : [];
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const { asOf, knownAt } = basisOf(scope, context, params);
      const held = cardStates(context, asOf, sql`c.customer_id = h.customer_id`);
      const rows = await tx.execute<Row>(sql`
        select h.customer_id, h.source_id, h.name, h.email, h.phone, h.city, h.jurisdiction,
          (select count(*) from (${held}) s) as cards
        from silver.customer h where h.customer_id in (${pageIds(scope, params, after)})
        order by h.source_id`);
      const items = rows.slice(0, params.limit).map(customerRowOf);
      const last = items.at(-1);
      const nextCursor = rows.length > params.limit && last ? encodeCursor(customerPlace, [last.id]) : null;
      return { asOf, knownAt, items, nextCursor };
    },
    { readOnly: true },
  );
}

/** How many the same search finds in all: asked before an export, which refuses what its file cannot hold. */
export function countCustomers(scope: Scope, search: string): Promise<number> {
  const tests = searchParts(search).map((part) => sql` and h.search like ${`%${part}%`}`);
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<{ count: string }>(sql`
        select count(*) as count from silver.customer h
        where h.issuer_id = ${scope.issuerId} and h.source_id is not null ${sql.join(tests)}`);
      return Number(row?.count ?? 0);
    },
    { readOnly: true },
  );
}

/** Customers of one page and the first of the next. A search goes through the function that may use the index of word parts. */
function pageIds(scope: Scope, { search, limit }: CustomerListParams, after: string | undefined): SQL {
  const patterns = searchParts(search)
    .sort((a, b) => b.length - a.length)
    .map((part) => sql`${`%${part}%`}`);
  if (patterns.length > 0) {
    return sql`select app.search_customers(array[${sql.join(patterns, sql`, `)}]::text[], ${after ?? null}::text, ${limit + 1}::int)`;
  }
  return sql`select customer_id from silver.customer where issuer_id = ${scope.issuerId} and source_id is not null
    ${after === undefined ? sql`` : sql`and source_id > ${after}`} order by source_id limit ${limit + 1}`;
}

const customerRowOf = (row: Row): CustomerRow => ({
  id: row.source_id,
  name: row.name ?? row.source_id,
  email: row.email,
  phone: row.phone,
  city: row.city,
  jurisdiction: row.jurisdiction ?? UNKNOWN,
  cards: Number(row.cards),
});

type Details = Omit<Row, "cards"> & {
  customer_id: string;
  zip: string | null;
  address_line: string | null;
  born_on: string | null;
  registered_on: string | null;
  language: string | null;
  consent_email: boolean | null;
  consent_sms: boolean | null;
  batch_id: number;
  batch_label: string;
  recorded_at: string;
  is_withdrawn: boolean;
};

type Total = Record<"held" | Exclude<keyof CustomerTotal, "currency">, string> & { currency: string };

/** A customer with the cards ever held, as of a date, page by page, and the sums of all. @throws NotFound for an id that is not one of the scope's issuer. */
export function getCustomer(scope: Scope, sourceId: string, params: CustomerParams): Promise<Customer> {
  return withScope(
    scope,
    async (tx) => {
      const [context, [found]] = await Promise.all([
        readContext(tx, scope, params.knownAt),
        tx.execute<Details>(sql`
          select h.customer_id, h.source_id, h.name, h.email, h.phone, h.city, h.zip, h.address_line, h.jurisdiction, h.born_on,
            h.registered_on, h.language, h.consent_email, h.consent_sms, b.id as batch_id, b.label as batch_label, b.recorded_at,
            b.state = 'withdrawn' as is_withdrawn
          from app.customer_key k join silver.customer h on h.customer_id = k.customer_id
          cross join lateral (select coalesce(max(d.batch_id), h.batch_id) as id from bronze.customer_change d
            where d.customer_id = h.customer_id and d.issuer_id = h.issuer_id
              and jsonb_exists_any(d.after, array['consent_email', 'consent_sms'])) said
          join app.import_batch b on b.issuer_id = h.issuer_id and b.id = said.id
          where k.issuer_id = ${scope.issuerId} and k.source_id = ${sourceId}`),
      ]);
      if (!found) throw new NotFound("This customer");
      const { asOf, knownAt } = basisOf(scope, context, params);
      const states = cardStates(context, asOf, sql`c.customer_id = ${found.customer_id}::bigint`);
      const [totals, rows] = await Promise.all([
        tx.execute<Total>(sql`
          select currency, count(*) as held, sum(cards) as cards, sum(sold) as sold, sum(unredeemed) as unredeemed,
            sum(gone) as lapsed, sum(owed) as owed
          from (${states}) s group by currency order by currency`),
        tx.execute<StateRow>(holdingsQuery(states, params)),
      ]);
      const shown = rows.slice(0, params.limit);
      const last = shown.at(-1);
      return {
        ...customerRowOf({ ...found, cards: String(totals.reduce((count, { held }) => count + Number(held), 0)) }),
        asOf,
        knownAt,
        zip: found.zip,
        addressLine: found.address_line,
        bornOn: found.born_on,
        registeredOn: found.registered_on,
        language: found.language,
        consent: {
          email: found.consent_email,
          sms: found.consent_sms,
          evidence: {
            importId: found.batch_id,
            label: found.batch_label,
            recordedOn: civilDateIn(scope.issuer.timeZone, new Date(found.recorded_at)),
            isWithdrawn: found.is_withdrawn,
          },
        },
        holdings: shown.map((row) => cardRowOf(scope, row, asOf)),
        nextCursor:
          rows.length > params.limit && last ? encodeCursor(holdingPlace, [last.sold_on, last.card_id]) : null,
        totals: totals.map(totalOf),
      };
    },
    { readOnly: true },
  );
}

/** The newest cards first; one page of them and the first of the next. */
function holdingsQuery(states: SQL, { cursor, limit }: CustomerParams): SQL {
  const [soldOn, card] = cursor ? decodeCursor(cursor, holdingPlace) : [];
  const after = cursor ? sql`(sold_on, card_id) < (${soldOn}::date, ${card}::bigint)` : sql`true`;
  return sql`select ${CARD_ROW}
    from (select * from (${states}) q where ${after} order by sold_on desc, card_id desc limit ${limit + 1}) s
    ${CARD_ROW_JOINS} order by s.sold_on desc, s.card_id desc`;
}

/** One line per currency: sums of different currencies never meet. */
const totalOf = (row: Total): CustomerTotal => ({
  currency: row.currency,
  cards: Number(row.cards),
  sold: BigInt(row.sold),
  unredeemed: BigInt(row.unredeemed),
  lapsed: BigInt(row.lapsed),
  owed: BigInt(row.owed),
});
