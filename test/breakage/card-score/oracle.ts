import postgres from "postgres";
import { type CardFacts, cellOf, packCell } from "@/lib/breakage/card-score/cell";
import { OUTCOMES, phaseOf, stateOf } from "@/lib/breakage/card-score/taken";

/** The same from the bare facts, card by card and month by month, with loops and no windows. Dates are those of the owner. */
type Fact = { month: number; counts_as: string; kind: string; amount: number };
export type OracleCard = {
  id: string;
  typeId: number;
  currency: string;
  sold: number;
  ends: number | null;
  face: number;
  usual: number;
  holder: CardFacts["holder"];
  facts: Fact[];
};

type Row = {
  id: string;
  type_id: number;
  currency: string;
  sold_on: string;
  ends_on: string | null;
  known: boolean;
  jurisdiction: string;
  birth_year: number;
  facts: { on: string; counts_as: string; kind: string; amount: number }[];
};

const indexOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** Cards sold by a date and not voided, with what had happened to them by then. */
export async function readCards(issuerId: number, asOf: string): Promise<OracleCard[]> {
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
  const rows = await owner<Row[]>`
    select c.customer_id || '/' || c.id as id, c.card_type_id as type_id, y.currency, c.sold_on::text,
      least(c.card_expires_on, c.funds_expires_on)::text as ends_on, h.source_id is not null as known, c.jurisdiction,
      c.birth_year, (select json_agg(json_build_object('on', t.occurred_on::text, 'counts_as', t.counts_as, 'kind', t.kind,
        'amount', t.amount) order by t.occurred_on) from silver.card_transaction t
        where t.customer_id = c.customer_id and t.card_id = c.id and t.occurred_on <= ${asOf}::date) as facts
    from silver.card c join silver.customer h using (customer_id) join silver.card_type y on y.id = c.card_type_id
    where c.issuer_id = ${issuerId} and c.sold_on <= ${asOf}::date`;
  await owner.end();
  const cards = rows.map((row): OracleCard => {
    const facts = (row.facts ?? []).map(({ on, ...fact }) => ({ ...fact, month: indexOf(on) }));
    return {
      id: row.id,
      typeId: row.type_id,
      currency: row.currency,
      sold: indexOf(row.sold_on),
      ends: row.ends_on === null ? null : indexOf(row.ends_on),
      face: sum(facts, (fact) => fact.counts_as === "sale"),
      usual: 0,
      holder: row.known
        ? {
            placeKnown: row.jurisdiction !== "unknown",
            ageAtSale: row.birth_year === 0 ? null : Number(row.sold_on.slice(0, 4)) - row.birth_year,
          }
        : null,
      facts,
    };
  });
  const sold = cards.filter(({ face }) => face > 0);
  const usual = (typeId: number) => {
    const own = sold.filter((card) => card.typeId === typeId);
    return Math.floor(own.reduce((total, { face }) => total + face, 0) / own.length);
  };
  const byType = new Map([...new Set(sold.map(({ typeId }) => typeId))].map((id) => [id, usual(id)]));
  return sold.map((card) => ({ ...card, usual: byType.get(card.typeId) ?? 0 }));
}

const sum = (facts: readonly Fact[], test: (fact: Fact) => boolean) =>
  facts.filter(test).reduce((total, { amount }) => total + amount, 0);

const uses = (facts: readonly Fact[]) =>
  facts
    .filter((fact) => fact.counts_as === "redemption")
    .reduce((total, { kind }) => total + (kind === "void" ? -1 : 1), 0);

/** A card as it was when a month began. */
export function stateAt(card: OracleCard, month: number) {
  const before = card.facts.filter((fact) => fact.month < month);
  const usedMonths = [...new Set(before.map((fact) => fact.month))].filter(
    (own) => uses(before.filter((fact) => fact.month === own)) > 0,
  );
  const balance = sum(before, () => true);
  const key = packCell(
    cellOf({
      typeId: card.typeId,
      age: month - card.sold,
      endAge: card.ends === null ? null : card.ends - card.sold,
      uses: uses(before),
      idleMonths: usedMonths.length === 0 ? null : month - 1 - Math.max(...usedMonths),
      balance,
      loaded: sum(before, ({ counts_as }) => counts_as === "sale" || counts_as === "reload"),
      faceValue: card.face,
      usualValue: card.usual,
      holder: card.holder,
    }),
  );
  return { balance, key };
}

const redeemedIn = (facts: readonly Fact[]) => -sum(facts, ({ counts_as }) => counts_as === "redemption");
const otherIn = (facts: readonly Fact[]) =>
  sum(facts, ({ counts_as }) => !["redemption", "expiry", "escheat"].includes(counts_as));

/** Card-months by cell and month: how many, with a redemption, and millionths of balances that went otherwise. */
export function trainingOf(cards: readonly OracleCard[], last: number) {
  const rows = new Map<string, { trials: number; events: number; lost: number }>();
  const taken = new Map<string, { redemptions: number; left: number }>();
  for (const card of cards) {
    for (let month = card.sold + 1; month <= Math.min(last, card.ends ?? last); month++) {
      const { balance, key } = stateAt(card, month);
      if (balance <= 0) continue;
      const now = card.facts.filter((fact) => fact.month === month);
      const [redeemed, other] = [redeemedIn(now), otherIn(now)];
      const row = rows.get(`${key}/${month}`) ?? { trials: 0, events: 0, lost: 0 };
      row.trials++;
      if (redeemed > 0) row.events++;
      else if (other < 0) row.lost += Math.floor((1_000_000 * Math.min(balance, -other)) / balance);
      rows.set(`${key}/${month}`, row);
      if (redeemed <= 0) continue;
      const after = Math.max(balance - redeemed, 0);
      const source = phaseOf(month - card.sold) * OUTCOMES + stateOf(key % 256);
      const outcome = after === 0 ? 0 : stateOf(stateAt(card, month + 1).key % 256);
      const name = `${card.typeId}/${source}/${outcome}/${month}`;
      const use = taken.get(name) ?? { redemptions: 0, left: 0 };
      use.redemptions++;
      use.left += Math.floor((1_000_000 * after + balance / 2) / balance);
      taken.set(name, use);
    }
  }
  return { rows, taken };
}

/** What came by the end of `last` of the cards open at the end of `cut`. */
export function outcomesOf(cards: readonly OracleCard[], cut: number) {
  const rows = new Map<number, { cards: number; untouched: number; notFully: number; left: number }>();
  for (const card of cards) {
    const { balance, key } = stateAt(card, cut + 1);
    if (balance <= 0 || card.sold > cut || (card.ends !== null && card.ends <= cut)) continue;
    const months = [...new Set(card.facts.map(({ month }) => month))].filter((month) => month > cut);
    const later = months.map((month) => card.facts.filter((fact) => fact.month === month));
    const redeemed = later.reduce((total, facts) => total + redeemedIn(facts), 0);
    const lost = later.reduce((total, facts) => total - Math.min(0, otherIn(facts)), 0);
    const row = rows.get(key) ?? { cards: 0, untouched: 0, notFully: 0, left: 0 };
    const left = Math.min(balance, Math.max(balance - redeemed - lost, 0));
    row.cards++;
    row.untouched += Number(redeemed <= 0);
    row.notFully += Number(redeemed < balance);
    row.left += Math.floor((1_000_000 * left + balance / 2) / balance);
    rows.set(key, row);
  }
  return rows;
}
