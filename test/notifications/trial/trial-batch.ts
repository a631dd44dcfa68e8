/** A batch that was sent, made by hand: people with one card each, an arm that is given, and what they redeemed later. */
import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

export type TrialPerson = {
  readonly customer: string;
  readonly card: string;
  readonly arm: "remind" | "control";
  readonly mailbox?: string;
  readonly stratum?: string;
  /** Minor units on the card when it was proposed, and the chance of redeeming some of it anyway. */
  readonly value: number;
  readonly baseRate: number;
  readonly reason?: string;
  /** An instant. */
  readonly dueAt?: string;
  readonly outcome?: string;
};

export type TrialFacts = {
  readonly holdoutShare: number;
  readonly horizonDays?: number;
  readonly state?: string;
  readonly startedAt?: string;
  readonly endedAt?: string | null;
  readonly upliftExpected?: number;
  readonly cost?: number;
  readonly reason?: string;
};

export const DUE = "2022-03-02T15:00:00Z";
const hash = (fill: string, length: number) => fill.repeat(length);

/** Rows as a proposal, an approval and the sender would have left them; seals are of nothing, because nothing reads them here. */
export function insertTrial(scope: Scope, people: readonly TrialPerson[], facts: TrialFacts): Promise<number> {
  const { issuerId } = scope;
  const state = facts.state ?? "sent";
  const started = facts.startedAt ?? "2022-03-02T15:00:00Z";
  const mailboxes = new Set(people.map(({ customer, mailbox }) => mailbox ?? `${customer}@example.test`)).size;
  return withScope(scope, async (tx) => {
    const [template] = await tx.execute<{ id: number }>(sql`
      insert into app.notification_template (issuer_id, reason, channel, language, version, message_class, subject, body, created_by_name)
      values (${issuerId}, 'card-expiry', 'email', 'en',
        (select count(*) + 1 from app.notification_template where issuer_id = ${issuerId}), 'commercial', 'Your card', 'Use it.', 'test')
      returning id`);
    const [batch] = await tx.execute<{ id: number }>(sql`
      insert into app.notification_batch (issuer_id, state, reason, channel, language, message_class, currency, as_of,
        window_from, window_to, template_id, audience, people, messages, left_out, value_at_stake, cost, delay_cost,
        uplift_expected, uplift_low, uplift_high, base_rate, detectable, breakage_given_up, escheat_avoided, holdout_share,
        horizon_days, seed, rules, parameters, seal, approvals_needed, proposed_by_name, proposed_at, expires_at, approved_at,
        releases_at, started_at, ended_at)
      values (${issuerId}, ${state}, ${facts.reason ?? "card-expiry"}, 'email', 'en', 'commercial', 'USD', '2022-03-01',
        '2022-03-02', '2022-03-08', ${template?.id ?? 0}, ${people.length}, ${people.length}, ${mailboxes}, '{}', 1000000,
        ${facts.cost ?? mailboxes}, 100, ${facts.upliftExpected ?? 0}, 0, 0, 0.3, 0.1, 500, 0, ${facts.holdoutShare},
        ${facts.horizonDays ?? 30}, 'seed', '{}', '{}', ${hash("0", 64)}, 1, 'the nightly run', '2022-03-01T09:00:00Z',
        '2022-03-08T09:00:00Z', '2022-03-02T12:00:00Z', '2022-03-02T12:10:00Z', ${started},
        ${facts.endedAt === undefined ? "2022-03-02T16:00:00Z" : facts.endedAt}::text::timestamptz)
      returning id`);
    const batchId = batch?.id ?? 0;
    const rows = people.map((one) => ({
      ...one,
      mailbox: one.mailbox ?? `${one.customer}@example.test`,
      stratum: one.stratum ?? "all",
      reason: one.reason ?? "card-expiry",
      due: one.dueAt ?? DUE,
      outcome: one.outcome ?? (one.arm === "control" ? "held-out" : "sent"),
    }));
    await tx.execute(sql`
      insert into silver.notification_member (customer_id, batch_id, issuer_id, address, mailbox, leads, cards, value, due_at,
        time_zone, gain, base_rate, explanation, stratum, leaf, arm, outcome, outcome_at, message_key)
      select k.customer_id, ${batchId}, ${issuerId}, p.mailbox, p.mailbox, true,
        jsonb_build_array(jsonb_build_object('cardId', c.card_id, 'balance', p.value::text, 'reason', p.reason)), p.value,
        p.due::timestamptz, 'America/New_York', 0, p."baseRate", '{}', p.stratum, ${hash("0", 116)}, p.arm, p.outcome,
        p.due::timestamptz, case when p.arm = 'remind' then md5(${batchId}::text || p.mailbox) end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) p (customer text, card text, arm text, mailbox text,
        stratum text, value bigint, "baseRate" float8, reason text, due text, outcome text)
      join app.customer_key k on k.issuer_id = ${issuerId} and k.source_id = p.customer
      join app.card_key c on c.issuer_id = ${issuerId} and c.source_id = p.card`);
    await tx.execute(sql`
      insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class, outcome,
        attempts, ended_at)
      select min(message_key), issuer_id, batch_id, 'email', mailbox, mailbox, min(customer_id), 'commercial', 'sent', 1, min(outcome_at)
      from silver.notification_member where issuer_id = ${issuerId} and batch_id = ${batchId} and outcome = 'sent'
      group by issuer_id, batch_id, mailbox`);
    return batchId;
  });
}

/** A scoring of this day: what is expected never to be redeemed, by card. */
export function insertScores(scope: Scope, scoredOn: string, cards: Readonly<Record<string, number>>): Promise<void> {
  const rows = Object.entries(cards).map(([card, unredeemed]) => ({ card, unredeemed }));
  return withScope(scope, async (tx) => {
    const [model] = await tx.execute<{ id: number }>(sql`
      insert into gold.card_score_model (issuer_id, scored_on, forecasts, model, past, reconciliation, cards, result_hash)
      values (${scope.issuerId}, ${scoredOn}::date, '[]', '{}', '{}', '[]', ${rows.length}, ${hash("0", 64)}) returning id`);
    // Half of each balance is expected to stay.
    await tx.execute(sql`
      insert into gold.card_score_cell (issuer_id, model_id, score, cards, probability_untouched, probability_never, share_left,
        headline, reference, hazards)
      values (${scope.issuerId}, ${model?.id ?? 0}, 0, ${rows.length}, 0.5, 0.5, 0.5, 0, 0, '{0}')`);
    await tx.execute(sql`
      insert into silver.card_score (customer_id, card_id, issuer_id, model_id, cell, score, balance)
      select k.customer_id, k.card_id, ${scope.issuerId}, ${model?.id ?? 0}, 0, 0, 2 * p.unredeemed
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) p (card text, unredeemed bigint)
      join app.card_key k on k.issuer_id = ${scope.issuerId} and k.source_id = p.card`);
  });
}
