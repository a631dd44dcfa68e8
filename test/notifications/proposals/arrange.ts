import postgres from "postgres";
import type { Scope } from "@/lib/identity/scope";
import { saveSetting } from "@/lib/notifications/mutations/settings";
import { settingInput } from "@/lib/notifications/proposals/setting-schema";
import { loadBatch, type TestType } from "../../support/cards";

export const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });

/** Day of planning: data end the day before. */
export const now = new Date("2026-06-10T15:00:00Z");
export const today = "2026-06-10";

export const usual = {
  senderName: "Harbor Gift Cards",
  senderAddress: "cards@harbor.example",
  replyTo: null,
  postalAddress: "1 Pier Street, Fairview, DE 19801",
  quietFrom: 20,
  quietTo: 9,
  capWeek: 1,
  capSixtyDays: 3,
  horizonDays: 60,
  dailyCapacity: null,
  budget: null,
  holdoutShare: 0.1,
  secondApprovalValue: null,
  secondApprovalMessages: null,
  undoMinutes: 10,
  proposalDays: 7,
  countsLostBreakage: false,
  seen: null,
} as const;

export const sayHow = (scope: Scope, change: Record<string, unknown> = {}) =>
  saveSetting(scope, settingInput.parse({ ...usual, ...change }), now);

export type Holder = {
  id: string;
  email?: string | null;
  consent?: boolean | null;
  language?: string;
  zone?: string;
  /** Of the address: 'US-TX', or a ZIP code. */
  jurisdiction?: string;
  zip?: string;
  /** Minor units, and the last day of the card. */
  cards: readonly { id: string; balance: number; expires?: string; type?: string }[];
};

/** People with cards sold half a year ago and never used. */
export async function addHolders(
  scope: Scope,
  holders: readonly Holder[],
  types: TestType[] = [{ code: "T", brand: "HV" }],
) {
  await loadBatch(scope, {
    types,
    customers: holders.map(({ id, email }) => ({ id, name: `Name ${id}`, ...(email ? { email } : {}) })),
    cards: holders.flatMap(({ id, cards }) =>
      cards.map((card) => ({
        id: card.id,
        type: card.type ?? "T",
        soldOn: "2025-12-15",
        customer: id,
        ...(card.expires ? { expiresOn: card.expires, fundsExpireOn: card.expires } : {}),
      })),
    ),
    events: holders.flatMap(({ cards }) =>
      cards.map((card) => ({
        id: `sale-${card.id}`,
        card: card.id,
        kind: "sale" as const,
        amount: card.balance,
        on: "2025-12-15",
      })),
    ),
  });
  // Something on the last day with data, on a card of nobody's.
  for (const { id, consent = true, language = "en", zone, jurisdiction, zip } of holders) {
    await owner`update silver.customer set consent_email = ${consent}, language = ${language}, time_zone = ${zone ?? null},
      jurisdiction = ${jurisdiction ?? null}, zip = ${zip ?? null}
      where issuer_id = ${scope.issuerId} and source_id = ${id}`;
  }
}

export const escheatsOn = (scope: Scope, card: string, day: string) =>
  owner`update silver.card set escheat_on = ${day} where issuer_id = ${scope.issuerId} and source_id = ${card}`;

/**
 * Scores for every card with a balance, all alike: a redemption in each month with a hazard of 0.05, and 60 % never used.
 * Written as a model writes them.
 */
export async function scoreAll(scope: Scope, { hazard = 0.05, untouched = 0.6 } = {}) {
  const [model] = await owner<{ id: number }[]>`
    insert into gold.card_score_model (issuer_id, scored_on, forecasts, model, past, reconciliation, cards, result_hash)
    values (${scope.issuerId}, '2026-05-31', '[]', '{}', '{}', '[]', 0, ${"0".repeat(64)}) returning id`;
  if (!model) throw new Error("no model");
  await owner`delete from silver.card_score where issuer_id = ${scope.issuerId}`;
  await owner`insert into gold.card_score_cell (issuer_id, model_id, score, cards, probability_untouched, probability_never,
      share_left, headline, reference, hazards)
    values (${scope.issuerId}, ${model.id}, 1, 0, ${untouched}, ${untouched}, ${untouched}, 0, 0, ${Array(7).fill(hazard)})`;
  await owner`insert into silver.card_score (customer_id, card_id, issuer_id, model_id, cell, score, balance)
    select customer_id, card_id, issuer_id, ${model.id}, 0, 1, sold from silver.card_summary where issuer_id = ${scope.issuerId}`;
}
