import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { ESCHEAT_DAY, gatherEscheatDays } from "@/lib/escheat/queries/escheat-days";
import type { Scope } from "@/lib/identity/scope";
import { BALANCE } from "@/lib/rollups/definitions";

/** Rows at a time: large enough that asking costs little, small enough that other work gets its turn. */
const AT_ONCE = 2_000;

/** A card as the database tells it; short names, because there are hundreds of thousands of them. */
export type CandidateCard = {
  readonly id: number;
  readonly source: string;
  readonly brand: string | null;
  readonly type: string;
  readonly typeId: number;
  /** Minor units as text. */
  readonly balance: string;
  readonly cardEnds: CivilDate | null;
  readonly fundsEnd: CivilDate | null;
  readonly escheats: CivilDate | null;
  /** Of a type with fees: the day on which they may begin. */
  readonly feesFrom: CivilDate | null;
  /** Key of the score; null: the card has none. */
  readonly score: string | null;
};

/** A named holder with value at stake, in one currency. */
export type Candidate = {
  readonly customerId: number;
  readonly currency: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly consentEmail: boolean | null;
  readonly consentSms: boolean | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly jurisdiction: string | null;
  readonly zip: string | null;
  readonly cards: readonly CandidateCard[];
};

/** The audience of a batch, in its currency. */
export type Within = { readonly batchId: number; readonly currency: string };

export type CandidateTotals = {
  readonly people: number;
  readonly cards: number;
  /** Cards whose holder nobody knows: there is no one to write to. */
  readonly anonymousCards: number;
};

/**
 * Puts everybody with value at stake into the temporary table `candidate`: named holders of cards that can still be paid
 * with on a day, hold a balance, are no promotion, and of which no state has had its share or, by the law as it is, may
 * claim it. One row for each currency.
 *
 * A dormancy fee may be charged only after a year without activity (12 CFR 1005.20(d)(2)): for a type with fees that is when
 * they begin.
 */
export async function gatherCandidates(
  tx: Tx,
  scope: Scope,
  today: CivilDate,
  within?: Within,
): Promise<CandidateTotals> {
  const only = within
    ? sql`and c.currency = ${within.currency} and exists (select from silver.notification_member m
        where m.customer_id = c.customer_id and m.batch_id = ${within.batchId} and m.issuer_id = c.issuer_id)`
    : sql``;
  await gatherEscheatDays(tx, scope, today, sql`true ${only}`);
  await tx.execute(sql`
    create temp table candidate on commit drop as
    select c.customer_id, c.currency::text as currency, h.source_id is null as anonymous,
      jsonb_agg(jsonb_build_object('id', c.card_id, 'source', k.source_id, 'brand', b.name, 'type', y.name, 'typeId', y.id,
        'balance', ${sql.raw(BALANCE)}::text, 'cardEnds', c.card_expires_on, 'fundsEnd', c.funds_expires_on,
        'escheats', ${ESCHEAT_DAY},
        'feesFrom', case when y.has_fees then (greatest(c.sold_on, c.last_load_on, c.last_use_on) + interval '1 year')::date end,
        'score', s.score::text)
        order by least(c.card_expires_on, c.funds_expires_on), c.card_id) as cards
    from silver.card_summary c
    join silver.card k on k.customer_id = c.customer_id and k.id = c.card_id
    join silver.card_type y on y.id = c.card_type_id and y.issuer_id = c.issuer_id
    left join silver.brand b on b.id = y.brand_id and b.issuer_id = c.issuer_id
    left join silver.card_score s on s.customer_id = c.customer_id and s.card_id = c.card_id
    join silver.customer h on h.customer_id = c.customer_id and h.issuer_id = c.issuer_id
    left join escheat_day e on e.customer_id = c.customer_id and e.card_id = c.card_id
    where c.issuer_id = ${scope.issuerId} and ${sql.raw(BALANCE)} > 0 and c.escheated = 0 and y.promotional is not true
      and coalesce(least(c.card_expires_on, c.funds_expires_on) >= ${today}::date, true)
      and coalesce(${ESCHEAT_DAY} > ${today}::date, true) ${only}
    group by c.customer_id, c.currency, h.source_id`);
  const [totals] = await tx.execute<CandidateTotals>(sql`
    select count(distinct customer_id) filter (where not anonymous)::int as people,
      coalesce(sum(jsonb_array_length(cards)) filter (where not anonymous), 0)::int as cards,
      coalesce(sum(jsonb_array_length(cards)) filter (where anonymous), 0)::int as "anonymousCards" from candidate`);
  await tx.execute(sql`drop table escheat_day`);
  await tx.execute(sql`delete from candidate where anonymous`);
  await tx.execute(sql`create unique index on candidate (customer_id, currency)`);
  await tx.execute(sql`analyze candidate`);
  return totals ?? { people: 0, cards: 0, anonymousCards: 0 };
}

type Row = {
  customer_id: string;
  currency: string;
  email: string | null;
  phone: string | null;
  consent_email: boolean | null;
  consent_sms: boolean | null;
  language: string | null;
  time_zone: string | null;
  jurisdiction: string | null;
  zip: string | null;
  cards: CandidateCard[];
};

/**
 * Reads `candidate` in the order of the customer numbers, a few thousand at a time; `each` may ask the transaction for more,
 * and what it throws ends the reading. @returns how many rows there were.
 */
export async function walkCandidates(
  tx: Tx,
  scope: Scope,
  each: (candidates: readonly Candidate[]) => void | Promise<void>,
): Promise<number> {
  await tx.execute(sql`
    declare notification_candidate no scroll cursor for
    select c.customer_id, c.currency, h.email, h.phone, h.consent_email, h.consent_sms, h.language, h.time_zone, h.jurisdiction, h.zip,
      c.cards
    from candidate c join silver.customer h on h.customer_id = c.customer_id
    where h.issuer_id = ${scope.issuerId} order by c.customer_id, c.currency`);
  let count = 0;
  for (;;) {
    const rows = await tx.execute<Row>(sql.raw(`fetch forward ${AT_ONCE} from notification_candidate`));
    count += rows.length;
    if (rows.length > 0) await each(rows.map(candidateOf));
    if (rows.length < AT_ONCE) break;
  }
  await tx.execute(sql`close notification_candidate`);
  return count;
}

const candidateOf = (row: Row): Candidate => ({
  customerId: Number(row.customer_id),
  currency: row.currency,
  email: row.email,
  phone: row.phone,
  consentEmail: row.consent_email,
  consentSms: row.consent_sms,
  language: row.language,
  timeZone: row.time_zone,
  jurisdiction: row.jurisdiction,
  zip: row.zip,
  cards: row.cards,
});
