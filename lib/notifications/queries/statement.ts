import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { TransactionKind } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { BALANCE } from "@/lib/rollups/definitions";
import { memberCards } from "../proposals/card-losses";
import type { Recipient } from "../recipient-token";
import { type Statement, type StatementCard, type StatementLine, totalsOf } from "../statement";
import type { CandidateCard } from "./candidates";
import { withEscheatDays } from "./escheat-days";

const MOST_CARDS = 100;
/** Of one card. */
const MOST_LINES = 50;

/**
 * What the people of a mailbox hold: the cards of their message and whatever else of theirs still holds money. Within a
 * transaction of the issuer's; a link without a batch belongs to nobody and shows nothing.
 */
export async function readStatement(tx: Tx, scope: Scope, recipient: Recipient, asOf: CivilDate): Promise<Statement> {
  const rows = await withEscheatDays(tx, scope, asOf, await readCards(tx, scope, recipient));
  const lines = await readLines(tx, scope, rows);
  const people = new Set(rows.map((row) => row.customer_id)).size;
  const cards = rows.flatMap((row): StatementCard[] =>
    memberCards([row.card], asOf).map(({ lastFour, brand, cardType, lastDay, lossOn, reason }) => ({
      ...{ lastFour, brand, cardType, lastDay, lossOn, reason },
      holder: people > 1 ? row.name : null,
      currency: row.currency,
      balance: BigInt(row.card.balance),
      loaded: BigInt(row.loaded),
      used: BigInt(row.used),
      lines: lines.get(row.card.id) ?? [],
    })),
  );
  return { issuer: scope.issuer.name, asOf, totals: totalsOf(cards, asOf), cards };
}

type CardOf = {
  name: string | null;
  customer_id: string;
  currency: string;
  loaded: string;
  used: string;
  card: CandidateCard;
};

async function readCards(tx: Tx, scope: Scope, { mailbox, batchId }: Recipient): Promise<CardOf[]> {
  const rows = await tx.execute<CardOf>(sql`
    select h.name, c.customer_id, c.currency::text as currency, c.sold + c.reloaded as loaded, c.redeemed as used,
      jsonb_build_object('id', c.card_id, 'source', k.source_id, 'brand', b.name, 'type', y.name, 'typeId', y.id,
        'balance', ${sql.raw(BALANCE)}::text, 'cardEnds', c.card_expires_on, 'fundsEnd', c.funds_expires_on,
        'escheats', k.escheat_on, 'feesFrom', case when y.has_fees
          then (greatest(c.sold_on, c.last_load_on, c.last_use_on) + interval '1 year')::date end,
        'score', null) as card
    from silver.notification_member m
    join silver.customer h on h.customer_id = m.customer_id and h.issuer_id = m.issuer_id
    join silver.card_summary c on c.customer_id = m.customer_id
    join silver.card k on k.customer_id = c.customer_id and k.id = c.card_id
    join silver.card_type y on y.id = c.card_type_id
    left join silver.brand b on b.id = y.brand_id
    where m.issuer_id = ${scope.issuerId} and m.batch_id = ${batchId} and m.mailbox = ${mailbox}
      and (${sql.raw(BALANCE)} > 0 or exists (
        select from jsonb_array_elements(m.cards) told where (told->>'cardId')::bigint = c.card_id))
    order by least(c.card_expires_on, c.funds_expires_on) nulls last, c.customer_id, c.card_id
    limit ${MOST_CARDS}`);
  return [...rows];
}

type LineOf = {
  card_id: string;
  occurred_on: string;
  kind: TransactionKind;
  merchant: string | null;
  amount: string;
};

/** What moved money, newest first; looking at a card is nothing that it was used for. */
async function readLines(tx: Tx, scope: Scope, cards: readonly CardOf[]): Promise<Map<number, StatementLine[]>> {
  const keys = JSON.stringify(cards.map((row) => ({ customer: Number(row.customer_id), card: row.card.id })));
  const rows = await tx.execute<LineOf>(sql`
    select e.* from jsonb_to_recordset(${keys}::jsonb) as w (customer bigint, card bigint)
    cross join lateral (
      select t.card_id, t.occurred_on, t.kind, m.name as merchant, t.amount
      from silver.card_transaction t
      left join silver.merchant m on m.id = t.merchant_id
      where t.issuer_id = ${scope.issuerId} and t.customer_id = w.customer and t.card_id = w.card
        and t.kind not in ('opened', 'resent', 'enquiry')
      order by t.occurred_at desc, t.id desc limit ${MOST_LINES}) e`);
  const lines = new Map<number, StatementLine[]>();
  for (const { card_id, occurred_on, kind, merchant, amount } of rows) {
    const line = { on: occurred_on, kind, merchant, amount: BigInt(amount) };
    lines.set(Number(card_id), [...(lines.get(Number(card_id)) ?? []), line]);
  }
  return lines;
}
