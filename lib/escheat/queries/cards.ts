import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { settledTest } from "@/lib/breakage/queries/card-parts";
import type { Context } from "@/lib/breakage/queries/context";
import { UNKNOWN } from "@/lib/cards/constants";
import { knownTest } from "@/lib/cards/queries/state";
import type { CivilDate } from "@/lib/dates";
import { BALANCE } from "@/lib/rollups/definitions";
import type { OpenCard } from "../open-card";
import { civilNumber } from "../prepared/civil-number";

/** Rows at a time: large enough that asking costs little, small enough that other work gets its turn. */
const AT_ONCE = 4_000;

export type WhichCards = {
  readonly asOf: CivilDate;
  /** Over `silver.card_summary c` and `silver.customer h`; all cards without it. */
  readonly where?: SQL;
  /** Also cards with nothing left on them, and those of which a state has had its share. */
  readonly evenEmpty?: boolean;
};

export type OpenCardRow = {
  customer_id: string;
  card_id: string;
  card_type_id: number;
  jurisdiction: string | null;
  zip: string | null;
  mail: boolean;
  sold_on: string;
  expires_on: string | null;
  ends_on: string | null;
  load_on: string | null;
  use_on: string | null;
  enquiry_on: string | null;
  contact_on: string | null;
  face: string;
  balance: string;
};

/**
 * The issuer's cards with value on them as of a date, of which no state has had its share yet, a few thousand at a time and
 * in no order; `each` may be slow, and what it throws ends the reading. From the summaries where nothing came later, else
 * from the facts up to both dates, which takes longer. An owner's address is the present one: no earlier ones are kept.
 * @returns how many there were.
 */
export async function walkCards(
  tx: Tx,
  context: Context,
  which: WhichCards,
  each: (cards: readonly OpenCard[]) => void | Promise<void>,
): Promise<number> {
  await tx.execute(sql`declare escheat_card no scroll cursor for ${cardsQuery(context, which)}`);
  let count = 0;
  for (;;) {
    const rows = await tx.execute<OpenCardRow>(sql.raw(`fetch forward ${AT_ONCE} from escheat_card`));
    count += rows.length;
    if (rows.length > 0) await each(rows.map(cardOf));
    if (rows.length < AT_ONCE) break;
  }
  await tx.execute(sql`close escheat_card`);
  return count;
}

/** One card of the issuer, also an empty one; null where nothing of it was known by the dates. */
export async function findOpenCard(
  tx: Tx,
  context: Context,
  { asOf, customerId, cardId }: { asOf: CivilDate; customerId: number; cardId: number },
): Promise<OpenCard | null> {
  const where = sql`c.customer_id = ${customerId} and c.card_id = ${cardId}`;
  const [row] = await tx.execute<OpenCardRow>(cardsQuery(context, { asOf, where, evenEmpty: true }));
  return row ? cardOf(row) : null;
}

/** How many cards a walk may meet at most, for showing how far it has come: those with a balance now. */
export async function countOpenCards(tx: Tx, issuerId: number): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select coalesce(sum(cards), 0)::int as n from gold.aging where issuer_id = ${issuerId} and basis = 'load'`,
  );
  return row?.n ?? 0;
}

/** The same rows as one statement, for whoever reads them in another way. */
export function cardsQuery(context: Context, { asOf, where = sql`true`, evenEmpty = false }: WhichCards): SQL {
  const settled = settledTest(context, asOf);
  const mine = sql`c.issuer_id = ${context.issuerId} and c.sold_on <= ${asOf}::date and ${where}`;
  // Of a card whose share a state has had, the rest is the issuer's: nothing falls to anybody a second time.
  const open = evenEmpty ? sql`true` : sql`${sql.raw(BALANCE)} > 0 and c.escheated = 0`;
  return sql`
    select ${FROZEN}, c.last_load_on as load_on, c.last_use_on as use_on, c.last_enquiry_on as enquiry_on,
      c.last_opened_on as contact_on, c.sold + c.reloaded as face, ${sql.raw(BALANCE)} as balance
    from silver.card_summary c join silver.customer h on h.customer_id = c.customer_id
    where ${mine} and ${settled} and ${open}
    union all
    select ${FROZEN}, d.load_on, d.use_on, d.enquiry_on, d.contact_on, d.face, d.balance
    from silver.card_summary c join silver.customer h on h.customer_id = c.customer_id
    join (
      select t.customer_id, t.card_id, ${sql.raw(DATES)},
        coalesce(sum(t.amount) filter (where t.counts_as in ('sale', 'reload')), 0)::bigint as face,
        sum(t.amount)::bigint as balance, coalesce(sum(t.amount) filter (where t.counts_as = 'escheat'), 0) as escheated
      from silver.card_summary c join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.card_id
      join silver.customer h on h.customer_id = c.customer_id
      left join silver.card_transaction v on v.customer_id = t.customer_id and v.card_id = t.card_id
        and v.kind = 'void' and v.corrects_id = t.id${knownTest(context, "v")}
      where ${mine} and not (${settled}) and t.occurred_on <= ${asOf}::date${knownTest(context)}
      group by t.customer_id, t.card_id
    ) d on d.customer_id = c.customer_id and d.card_id = c.card_id
    where ${mine} and not (${settled}) and ${evenEmpty ? sql`true` : sql`d.balance > 0 and d.escheated = 0`}`;
}

/** The owner's present address; one that was known at the sale stands where there is none. */
const FROZEN = sql.raw(`c.customer_id, c.card_id, c.card_type_id,
  case when h.jurisdiction is null and h.zip is null then nullif(c.jurisdiction, '${UNKNOWN}') else h.jurisdiction end as jurisdiction,
  h.zip, h.name is not null and h.address_line is not null and h.zip is not null as mail, c.sold_on,
  coalesce(c.card_expires_on, c.funds_expires_on) as expires_on, least(c.card_expires_on, c.funds_expires_on) as ends_on`);

/** What was taken back was not done. */
const DATES = Object.entries({ reload: "load_on", redemption: "use_on", enquiry: "enquiry_on", opened: "contact_on" })
  .map(([kind, name]) => `max(t.occurred_on) filter (where t.kind = '${kind}' and v.id is null) as ${name}`)
  .join(", ");

export function cardOf(row: OpenCardRow): OpenCard {
  return {
    customerId: Number(row.customer_id),
    cardId: Number(row.card_id),
    cardTypeId: row.card_type_id,
    ownerJurisdiction: row.jurisdiction,
    ownerZip: row.zip,
    hasMailingAddress: row.mail,
    soldOn: civilNumber(row.sold_on),
    expiresOn: civilNumber(row.expires_on),
    endsOn: civilNumber(row.ends_on),
    lastLoadOn: civilNumber(row.load_on),
    lastUseOn: civilNumber(row.use_on),
    lastEnquiryOn: civilNumber(row.enquiry_on),
    lastContactOn: civilNumber(row.contact_on),
    lastActivityOn: civilNumber(null),
    face: BigInt(row.face),
    balance: BigInt(row.balance),
  };
}
