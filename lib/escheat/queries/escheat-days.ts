import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { OpenCard } from "../open-card";
import { PortfolioLaw } from "../portfolio";
import { civilDate } from "../prepared/civil-number";
import { walkCards } from "./cards";
import { readLaw } from "./third-date";

/** What the law says of a card `e` of `escheat_day`, beside what its source gave with the card `k`: as `escheatDay` has it. */
export const ESCHEAT_DAY = sql.raw("case when e.exempt then null else coalesce(e.presumed_on, k.escheat_on) end");

/**
 * Puts the law's day of every open card into the temporary table `escheat_day`: with it whoever reads cards in a statement
 * knows their third date. Nothing is in it where an own rule can no longer be read.
 * @param where over `silver.card_summary c` and `silver.customer h`; all cards without it.
 */
export async function gatherEscheatDays(tx: Tx, scope: Scope, today: CivilDate, where?: SQL): Promise<void> {
  await tx.execute(sql`
    create temp table escheat_day (customer_id bigint, card_id bigint, presumed_on date, exempt boolean) on commit drop`);
  const basis = await readLaw(tx, scope, { asOf: today, knownAt: null });
  if (basis === null) return;
  const law = new PortfolioLaw(basis);
  const dayOf = (card: OpenCard) => {
    const { outcome, presumedAbandonedOn } = law.of(card)(card);
    return { c: card.customerId, k: card.cardId, d: civilDate(presumedAbandonedOn), e: outcome === "exempt" };
  };
  await walkCards(tx, basis.context, { asOf: today, ...(where && { where }) }, async (cards) => {
    await tx.execute(sql`
      insert into escheat_day select w.c, w.k, w.d, w.e
      from jsonb_to_recordset(${JSON.stringify(cards.map(dayOf))}::jsonb) w (c bigint, k bigint, d date, e boolean)`);
  });
  await tx.execute(sql`analyze escheat_day`);
}
