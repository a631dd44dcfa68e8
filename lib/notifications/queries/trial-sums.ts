import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { type ArmFigures, forEachOutcome, noFigures, type OutcomeName, outcomeNames } from "../trial/figures";

export type TrialBatch = {
  readonly id: number;
  readonly horizonDays: number;
  readonly state: string;
  readonly releasesAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
};

export type TrialSums = {
  readonly from: CivilDate;
  /** The last day of the last horizon. */
  readonly until: CivilDate;
  readonly strata: { readonly stratum: string; readonly control: ArmFigures; readonly remind: ArmFigures }[];
};

/**
 * Everybody with an arm. His days begin on the day on which he was to be written to, which both arms have alike and which
 * nothing that happened to a message can move: not before the batch was released, nor before sending began. Of a batch
 * that was stopped, only those whose turn had come.
 */
const people = (scope: Scope, batch: TrialBatch): SQL => {
  const instant = (at: Date | null) => sql`${at?.toISOString() ?? null}::text::timestamptz`;
  const stopped = batch.state === "stopped" || batch.state === "refused";
  return sql`
    select p.customer_id, coalesce(p.mailbox, p.customer_id::text) as mailbox, p.arm, p.stratum, p.cards,
      p.value * p.base_rate as expected, p.starts_at, (p.starts_at at time zone p.time_zone)::date as from_on
    from (
      select m.*, greatest(m.due_at, ${instant(batch.releasesAt)}, ${instant(batch.startedAt)}) as starts_at
      from silver.notification_member m
      where m.issuer_id = ${scope.issuerId} and m.batch_id = ${batch.id} and m.arm is not null
    ) p
    ${stopped ? sql`where p.starts_at < ${instant(batch.endedAt)}` : sql``}`;
};

/**
 * `u`: the units of a trial, each with its arm and what it did within its days, by the facts up to `asOf`. A unit is the mailbox
 * with all cards of all its holders that the batch was about. A void counts against what it takes back, as in every
 * rollup, and what was spent is known where the source named the whole purchase.
 */
export const unitsOf = (scope: Scope, batch: TrialBatch, asOf: CivilDate): SQL => sql`
  with person as materialized (${people(scope, batch)}),
  held as (
    select p.customer_id, p.mailbox, p.from_on, (c->>'cardId')::bigint as card_id, c->>'reason' = 'escheat' as to_state
    from person p cross join lateral jsonb_array_elements(p.cards) c
  ),
  paid as (
    select h.mailbox, sum(-t.amount)::float8 as redeemed,
      coalesce(sum(-t.amount) filter (where h.to_state), 0)::float8 as to_state,
      sum(case when t.kind = 'void' then -1 else 1 end
        * greatest(coalesce(t.purchase_total, abs(t.amount)) - abs(t.amount), 0))::float8 as above,
      coalesce(sum(-t.amount) filter (where t.purchase_total is not null), 0)::float8 as known,
      count(*) filter (where t.kind <> 'void') as redemptions,
      count(*) filter (where t.kind <> 'void' and t.purchase_total is not null) as with_purchase
    from held h join silver.card_transaction t on t.customer_id = h.customer_id and t.card_id = h.card_id
      and t.issuer_id = ${scope.issuerId}
    where t.counts_as = 'redemption' and t.occurred_on between h.from_on and h.from_on + ${batch.horizonDays}::int - 1
      and t.occurred_on <= ${asOf}::date
    group by h.mailbox
  ),
  remaining as (
    select h.mailbox, sum(s.balance * p.share_left) as "left",
      coalesce(sum(s.balance * p.share_left) filter (where h.to_state), 0) as to_state
    from held h join silver.card_score s on s.customer_id = h.customer_id and s.card_id = h.card_id
      and s.issuer_id = ${scope.issuerId}
    join gold.card_score_cell p on p.issuer_id = s.issuer_id and p.model_id = s.model_id and p.score = s.score
    group by h.mailbox
  ),
  unit as (
    select (array_agg(p.arm order by p.customer_id))[1] as arm,
      (array_agg(p.stratum order by p.customer_id))[1] as stratum, count(*) as people,
      sum(p.expected)::float8 as x, min(p.starts_at) as starts_at, min(p.from_on) as from_on, max(p.from_on) as last_on, p.mailbox
    from person p group by p.mailbox
  ),
  u as (
    select unit.*, coalesce(paid.redeemed, 0) as redeemed, (coalesce(paid.redeemed, 0) > 0)::int::float8 as "any",
      coalesce(paid.above, 0) as above, coalesce(paid.to_state, 0) as "toState",
      coalesce(remaining."left", 0) as "left", coalesce(remaining.to_state, 0) as "leftToState",
      coalesce(paid.redemptions, 0) as redemptions, coalesce(paid.with_purchase, 0) as with_purchase,
      coalesce(paid.known > 0, false) as knows, coalesce(paid.known > 0 and paid.above > 0, false) as more, paid.known
    from unit left join paid using (mailbox) left join remaining using (mailbox)
  )`;

const sumsOf = (name: OutcomeName): SQL => {
  const v = sql.raw(`u."${name}"`);
  return sql`'${sql.raw(name)}', jsonb_build_object('sum', sum(${v}), 'sumSquares', sum(${v} * ${v}), 'productSum', sum(${v} * u.x))`;
};

/** Of units `u`: how many, and their sums, as a measurement keeps them. */
export const armSums: SQL = sql`count(*)::int as n, sum(u.x) as "covariateSum", sum(u.x * u.x) as "covariateSumSquares",
  jsonb_build_object(${sql.join(outcomeNames.map(sumsOf), sql`, `)}) as outcomes`;

type Row = Omit<ArmFigures, "outcomes"> & {
  readonly stratum: string;
  readonly arm: "control" | "remind";
  readonly outcomes: ArmFigures["outcomes"];
  readonly from_on: string;
  readonly until_on: string;
};

/** The trial's sums by stratum and arm, from the facts up to `asOf`; null while nobody has an arm. */
export async function readTrialSums(
  tx: Tx,
  scope: Scope,
  batch: TrialBatch,
  asOf: CivilDate,
): Promise<TrialSums | null> {
  const rows = await tx.execute<Row>(sql`
    ${unitsOf(scope, batch, asOf)}
    select u.stratum, u.arm, ${armSums}, sum(u.people)::int as people, sum(u.redemptions)::int as redemptions,
      sum(u.with_purchase)::int as "withPurchase",
      jsonb_build_object('known', count(*) filter (where u.knows), 'more', count(*) filter (where u.more),
        'above', coalesce(sum(u.above) filter (where u.more), 0), 'paid', coalesce(sum(u.known) filter (where u.more), 0),
        'aboveSquares', coalesce(sum(u.above * u.above) filter (where u.more), 0),
        'paidSquares', coalesce(sum(u.known * u.known) filter (where u.more), 0),
        'products', coalesce(sum(u.above * u.known) filter (where u.more), 0)) as spending,
      min(u.from_on)::text as from_on, (max(u.last_on) + ${batch.horizonDays}::int - 1)::text as until_on
    from u group by u.stratum, u.arm order by u.stratum, u.arm`);
  const [from] = rows.map(({ from_on }) => from_on).sort();
  const until = rows
    .map(({ until_on }) => until_on)
    .sort()
    .at(-1);
  if (from === undefined || until === undefined) return null;
  return {
    from,
    until,
    strata: byStratum(rows),
  };
}

function byStratum(rows: readonly Row[]): TrialSums["strata"] {
  const strata = new Map<string, { stratum: string; control: ArmFigures; remind: ArmFigures }>();
  for (const { stratum, arm, from_on: _from, until_on: _until, outcomes, ...counts } of rows) {
    const found = strata.get(stratum) ?? { stratum, control: noFigures, remind: noFigures };
    const figures = { ...counts, outcomes: forEachOutcome((name) => outcomes[name]) };
    strata.set(stratum, { ...found, [arm]: figures });
  }
  return [...strata.values()];
}
