import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { unpackCell } from "../cell";
import { type Contribution, explain } from "../explain";
import type { CardModel } from "../model";
import { weeklyHazards } from "../weeks";

export type CardScore = {
  readonly scoredOn: CivilDate;
  readonly modelId: number;
  readonly currency: string;
  /** Minor units at the end of `scoredOn`. */
  readonly balance: bigint;
  /** The last day on which the card can be used; null: it never ends. */
  readonly endsOn: CivilDate | null;
  /** Nothing more is redeemed; not everything is redeemed. */
  readonly probabilityUntouched: number;
  readonly probabilityNever: number;
  /** Of the balance; not rounded. */
  readonly expectedUnredeemed: number;
  /** Chance of a redemption in each week after `scoredOn`, if there was none before. */
  readonly hazardByWeek: readonly number[];
  /** None for a card whose end has passed. */
  readonly contributions: readonly Contribution[];
};

type Row = {
  scored_on: string;
  model_id: number;
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
export function findCardScore(scope: Scope, card: { customerId: number; cardId: number }): Promise<CardScore | null> {
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<Row>(sql`
        select s.scored_on::text, s.model_id, c.currency, s.balance, least(c.card_expires_on, c.funds_expires_on)::text as ends_on,
          s.probability_untouched as untouched, s.probability_never as never, s.expected_unredeemed as expected, s.cell,
          p.headline, p.reference, p.hazards, m.model
        from silver.card_score s
        join silver.card_summary c on c.customer_id = s.customer_id and c.card_id = s.card_id
        join gold.card_score_cell p on p.issuer_id = s.issuer_id and p.model_id = s.model_id and p.score = s.score
        join gold.card_score_model m on m.issuer_id = s.issuer_id and m.id = s.model_id
        where s.issuer_id = ${scope.issuerId} and s.customer_id = ${card.customerId} and s.card_id = ${card.cardId}`);
      return row ? described(row) : null;
    },
    { readOnly: true },
  );
}

function described(row: Row): CardScore {
  const cell = unpackCell(Number(row.cell));
  const month = Number(row.scored_on.slice(0, 4)) * 12 + Number(row.scored_on.slice(5, 7));
  const ended = row.ends_on !== null && row.ends_on <= row.scored_on;
  return {
    scoredOn: row.scored_on,
    modelId: row.model_id,
    currency: row.currency,
    balance: BigInt(row.balance),
    endsOn: row.ends_on,
    probabilityUntouched: row.untouched,
    probabilityNever: row.never,
    expectedUnredeemed: row.expected,
    hazardByWeek: weeklyHazards(row.hazards, row.scored_on, row.ends_on),
    contributions: ended ? [] : explain(row.model, cell, month, row).contributions,
  };
}
