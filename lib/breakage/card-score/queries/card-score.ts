import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { ULTIMATE_AGE } from "../../forecast/constants";
import { type CardOutlook, type CardScore, whyUnscored } from "../card-score";
import { unpackCell } from "../cell";
import { explain } from "../explain";
import type { CardModel } from "../model";
import { weeklyHazards } from "../weeks";
import { readUnscored } from "./unscored";

type CardKey = { readonly customerId: number; readonly cardId: number };

type Row = {
  scored_on: string;
  model_id: number;
  forecast_id: number;
  currency: string;
  balance: string;
  ends_on: string | null;
  untouched: number;
  never: number;
  expected: number;
  cell: string;
  headline: number;
  reference: number;
  hazards: number[];
  model: CardModel;
};

/** The newest score of a card, taken apart; null where the card has none or is another issuer's. */
export const findCardScore = (scope: Scope, card: CardKey): Promise<CardScore | null> =>
  withScope(scope, (tx) => readScore(tx, scope, card), { readOnly: true });

/** The newest score of a card by its source id, or why there is none; null where the issuer has no such card. */
export function findCardOutlook(scope: Scope, sourceId: string): Promise<CardOutlook | null> {
  return withScope(
    scope,
    async (tx) => {
      const [card] = await tx.execute<{ customerId: number; cardId: number }>(sql`
        select customer_id::float8 as "customerId", card_id::float8 as "cardId" from app.card_key
        where issuer_id = ${scope.issuerId} and source_id = ${sourceId}`);
      if (!card) return null;
      const score = await readScore(tx, scope, card);
      if (score) return { status: "scored", score };
      const facts = await readUnscored(tx, scope, card);
      return { status: "unscored", why: whyUnscored(facts), dataDate: facts.dataDate };
    },
    { readOnly: true },
  );
}

async function readScore(tx: Tx, scope: Scope, card: CardKey): Promise<CardScore | null> {
  const [row] = await tx.execute<Row>(sql`
    select m.scored_on::text, s.model_id, c.currency, s.balance, least(c.card_expires_on, c.funds_expires_on)::text as ends_on,
      p.probability_untouched as untouched, p.probability_never as never, s.balance * p.share_left as expected, s.cell,
      p.headline, p.reference, p.hazards, m.model,
      (select (f->>'forecastId')::int from jsonb_array_elements(m.forecasts) f where f->>'currency' = c.currency) as forecast_id
    from silver.card_score s
    join silver.card_summary c on c.customer_id = s.customer_id and c.card_id = s.card_id
    join gold.card_score_cell p on p.issuer_id = s.issuer_id and p.model_id = s.model_id and p.score = s.score
    join gold.card_score_model m on m.issuer_id = s.issuer_id and m.id = s.model_id
    where s.issuer_id = ${scope.issuerId} and s.customer_id = ${card.customerId} and s.card_id = ${card.cardId}`);
  return row ? described(row) : null;
}

function described(row: Row): CardScore {
  const cell = unpackCell(Number(row.cell));
  const month = Number(row.scored_on.slice(0, 4)) * 12 + Number(row.scored_on.slice(5, 7));
  const hasEnded = cell.age > (cell.endAge ?? ULTIMATE_AGE);
  const { average, contributions } = explain(row.model, cell, month, row);
  const chanceOf = (hazard: number) => -Math.expm1(-hazard);
  return {
    scoredOn: row.scored_on,
    modelId: row.model_id,
    forecastId: row.forecast_id,
    currency: row.currency,
    balance: BigInt(row.balance),
    endsOn: row.ends_on,
    endedBy: hasEnded ? (cell.endAge === null ? "age" : "expiry") : null,
    probabilityUntouched: row.untouched,
    probabilityNever: row.never,
    expectedUnredeemed: row.expected,
    hazardByWeek: weeklyHazards(row.hazards, row.scored_on, row.ends_on),
    comingMonth: { own: chanceOf(row.hazards[0] ?? 0), average: chanceOf(Math.exp(average)) },
    contributions: hasEnded ? [] : contributions,
  };
}
