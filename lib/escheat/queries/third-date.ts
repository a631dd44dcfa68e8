import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Basis } from "@/lib/breakage/report";
import type { CardRow } from "@/lib/cards/card";
import { Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { PortfolioLaw } from "../portfolio";
import { civilDate } from "../prepared/civil-number";
import { type DatedCard, dated, type EscheatOf, UNREAD } from "../third-date";
import { type EscheatBasis, readBasis } from "./basis";
import { cardOf, cardsQuery, type OpenCardRow } from "./cards";

/**
 * Cards of a list with the day on which each is presumed abandoned: by the law and the owner's address of today, and what is
 * known of the card on the list's dates. Some thousands at most; one question to the database for all of them.
 */
export async function withThirdDates<Card extends CardRow>(
  scope: Scope,
  cards: readonly Card[],
  { asOf, knownAt }: Pick<Basis, "asOf" | "knownAt">,
): Promise<DatedCard<Card>[]> {
  if (cards.length === 0) return [];
  const ids = cards.map(({ id }) => id);
  const said = await withScope(scope, (tx) => findEscheatOf(tx, scope, ids, { asOf, knownAt }), { readOnly: true });
  return cards.map((card) => dated(card, said.get(card.id) ?? UNREAD));
}

/** What the law says of cards by the source's numbers of them; of a card that is not there, or not yet sold, nothing. */
export async function findEscheatOf(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
  dates: Pick<Basis, "asOf" | "knownAt">,
): Promise<ReadonlyMap<string, EscheatOf>> {
  const basis = ids.length === 0 ? null : await readLaw(tx, scope, dates);
  return basis === null ? new Map() : determineAll(tx, basis, ids);
}

/** Null where an own rule can no longer be read: lists go on without the law's day, and the card's page says why. */
export async function readLaw(
  tx: Tx,
  scope: Scope,
  dates: Pick<Basis, "asOf" | "knownAt">,
): Promise<EscheatBasis | null> {
  try {
    return await readBasis(tx, scope, dates);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

type Row = OpenCardRow & { source_id: string };

async function determineAll(tx: Tx, basis: EscheatBasis, ids: readonly string[]): Promise<Map<string, EscheatOf>> {
  const wanted = sql`
    select k.customer_id, k.card_id, k.source_id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as w (id)
    join app.card_key k on k.issuer_id = ${basis.context.issuerId} and k.source_id = w.id`;
  const where = sql`(c.customer_id, c.card_id) in (select customer_id, card_id from wanted)`;
  const rows = await tx.execute<Row>(sql`
    with wanted as materialized (${wanted})
    select w.source_id, s.* from (${cardsQuery(basis.context, { asOf: basis.asOf, where, evenEmpty: true })}) s
    join wanted w on w.customer_id = s.customer_id and w.card_id = s.card_id`);
  const law = new PortfolioLaw(basis);
  return new Map(
    rows.map((row) => {
      const card = cardOf(row);
      const { outcome, presumedAbandonedOn } = law.of(card)(card);
      return [row.source_id, { outcome, presumedAbandonedOn: civilDate(presumedAbandonedOn) }];
    }),
  );
}
