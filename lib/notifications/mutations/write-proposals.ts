import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { rulesOf } from "../approval/rules";
import { memberLeaf, type SealedBatch, type Sealer, sealedHead, startSeal } from "../approval/seal";
import { clockOf } from "../clock";
import type { PlannedMember } from "../member";
import { approvalsNeeded } from "../proposals/approvals-needed";
import { figuresOfDraft, shareHeldOutOf } from "../proposals/draft-figures";
import { type CurrencyPlan, type Draft, type Drafted, placeKey } from "../proposals/drafts";
import { expiryOf } from "../proposals/expiry";
import { planMember } from "../proposals/plan-member";
import { waysTo } from "../proposals/ways";
import { walkCandidates } from "../queries/candidates";
import { openChannels } from "../queries/open-channels";
import type { ScoreCells } from "../queries/score-cells";
import type { NotificationSetting } from "../queries/settings";
import type { ProposeWatch } from "./propose";

export type ToWrite = {
  readonly drafted: Drafted;
  readonly plans: readonly CurrencyPlan[];
  readonly setting: NotificationSetting;
  readonly scores: ScoreCells;
  /** The last day with data: what was on the cards then. */
  readonly dataUntil: CivilDate;
  readonly today: CivilDate;
  readonly now: Date;
  readonly jobRunId: number | null;
  /** Who may not decide about them. */
  readonly proposedBy: number | null;
  /** The proposal that these take the place of. */
  readonly replaces?: number;
  readonly watch: ProposeWatch;
};

/** Writes the batches and everybody of their audiences. @returns their numbers. */
export async function writeProposals(tx: Tx, scope: Scope, work: ToWrite): Promise<number[]> {
  const { drafted } = work;
  const heads = drafted.drafts.map((draft) => headOf(scope, draft, work));
  const sealers = heads.map(({ sealed }) => startSeal(sealed));
  await createPlanned(tx);
  await planMembers(tx, scope, work, sealers);
  const ids: number[] = [];
  for (const [at, { row, sealed }] of heads.entries()) {
    const seal = sealers[at]?.end() ?? "";
    const [made] = await tx
      .insert(notificationBatch)
      .values({ ...row, seal, sealed })
      .returning({ id: notificationBatch.id });
    if (!made) throw new Error("The batch was not stored");
    ids.push(made.id);
  }
  await movePlanned(tx, scope, ids);
  return ids;
}

function headOf(scope: Scope, draft: Draft, work: ToWrite) {
  const { plans, setting, scores, dataUntil, now, jobRunId } = work;
  const { template } = draft;
  const figures = figuresOfDraft(draft, plans, setting);
  const rules = rulesOf(setting);
  const plan = plans[draft.units[0]?.plan ?? 0]?.plan;
  const batch = {
    ...figures,
    reason: draft.reason,
    channel: draft.channel,
    language: template.language,
    messageClass: template.messageClass,
    currency: draft.currency,
    asOf: dataUntil,
    windowFrom: draft.windowFrom,
    windowTo: draft.windowTo,
    audience: draft.audience,
    people: draft.people,
    leftOut: { ...draft.leftOut },
    valueAtStake: draft.value,
    holdoutShare: shareHeldOutOf(draft, setting.holdoutShare),
    horizonDays: setting.horizonDays,
    seed: randomUUID(),
    parameters: {
      figures: plan ? plan.context.input.parameters.of(draft.channel, draft.reason) : {},
      scores: { modelId: scores.modelId, scoredOn: scores.scoredOn },
      otherLanguages: draft.otherLanguages,
    },
    approvalsNeeded: approvalsNeeded(
      {
        value: draft.value,
        messages: figures.messages,
        currency: draft.currency,
        messageClass: template.messageClass,
      },
      setting,
      scope.issuer.currency,
    ),
    proposedBy: work.proposedBy,
    expiresAt: expiryOf(now, setting.proposalDays, { windowTo: draft.windowTo, timeZone: scope.issuer.timeZone }),
  } satisfies SealedBatch;
  const row = {
    ...batch,
    issuerId: scope.issuerId,
    jobRunId,
    replaces: work.replaces ?? null,
    templateId: template.id,
    rules,
    proposedByName: scope.actor,
    proposedAt: now,
  };
  return { row, sealed: sealedHead(batch, template, rules) };
}

async function createPlanned(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temp table planned (draft int, customer_id bigint, address text, mailbox text, leads boolean, cards jsonb, value bigint,
      loss_on date, due_at timestamptz, time_zone text, gain float8, base_rate float8, explanation jsonb, stratum text,
      left_out text, leaf text) on commit drop`);
}

type Written = { readonly draft: number; readonly member: PlannedMember; readonly leaf: string };

/** Everybody who has come to a batch, in the order of the seal: that of their numbers. */
async function planMembers(tx: Tx, scope: Scope, work: ToWrite, sealers: readonly Sealer[]): Promise<void> {
  const { drafted, plans, today, watch } = work;
  const total = drafted.placements.size;
  const channels = openChannels();
  const nothing = new Map<string, never>();
  let done = 0;
  await walkCandidates(tx, scope, async (candidates) => {
    watch.throwIfCancelled();
    const rows: Written[] = [];
    for (const candidate of candidates) {
      const placement = drafted.placements.get(placeKey(candidate));
      const draft = placement && drafted.drafts[placement.draft];
      if (!placement || !draft) continue;
      const member = planMember(candidate, draft, placement, {
        plans,
        today,
        ways: placement.unit === null ? waysTo(candidate, channels, nothing) : [],
        clock: clockOf(candidate, scope.issuer.timeZone),
      });
      const leaf = memberLeaf(member);
      sealers[placement.draft]?.add(leaf);
      rows.push({ draft: placement.draft, member, leaf });
    }
    if (rows.length > 0) await insertPlanned(tx, rows);
    done += rows.length;
    watch.progress(total > 0 ? done / total : 1, done.toLocaleString("en"));
  });
}

async function insertPlanned(tx: Tx, rows: readonly Written[]): Promise<void> {
  const plain = rows.map(({ draft, member, leaf }) => ({
    draft,
    customer_id: member.customerId,
    address: member.address,
    mailbox: member.mailbox,
    leads: member.leads,
    cards: member.cards,
    value: member.value.toString(),
    loss_on: member.lossOn,
    due_at: member.dueAt,
    time_zone: member.timeZone,
    gain: member.gain,
    base_rate: member.baseRate,
    explanation: member.explanation,
    stratum: member.stratum,
    left_out: member.leftOut,
    leaf,
  }));
  await tx.execute(sql`
    insert into planned select * from jsonb_to_recordset(${JSON.stringify(plain)}::jsonb) as p (draft int, customer_id bigint,
      address text, mailbox text, leads boolean, cards jsonb, value bigint, loss_on date, due_at timestamptz, time_zone text,
      gain float8, base_rate float8, explanation jsonb, stratum text, left_out text, leaf text)`);
}

async function movePlanned(tx: Tx, scope: Scope, ids: readonly number[]): Promise<void> {
  const batches = `{${ids.map(Math.trunc).join(",")}}`;
  await tx.execute(sql`
    insert into silver.notification_member (customer_id, batch_id, issuer_id, address, mailbox, leads, cards, value, loss_on,
      due_at, time_zone, gain, base_rate, explanation, stratum, left_out, leaf)
    select customer_id, (${batches}::int[])[draft + 1], ${scope.issuerId}::int, address, mailbox, leads, cards, value, loss_on,
      due_at, time_zone, gain, base_rate, explanation, stratum, left_out, leaf
    from planned order by customer_id, draft`);
}
