import { and, asc, desc, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import {
  notificationBatch,
  notificationDecision,
  notificationMember,
  notificationTemplate,
} from "@/db/schema/notification";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { Decision, LeftOutRule } from "../constants";
import type { Member, MemberCard } from "../member";
import type { MemberParams } from "../schema";
import { type BatchListed, listed } from "./batches";
import { type LateApproval, readLateApproval } from "./late";

export type BatchTemplate = {
  readonly id: number;
  readonly version: number;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly withdrawnAt: string | null;
};

export type BatchDecision = {
  readonly id: number;
  readonly decision: Decision;
  readonly personId: number;
  readonly personName: string;
  readonly reason: string | null;
  readonly decidedAt: string;
};

export type BatchDetail = BatchListed & {
  readonly jobRunId: number | null;
  readonly replaces: number | null;
  /** The proposal that took this one's place. */
  readonly replacedBy: number | null;
  readonly asOf: string;
  readonly leftOut: Readonly<Record<string, number>>;
  /** What is lost when nothing leaves on the first k + 1 days after that of planning; null: nobody added it up. */
  readonly delayCosts: readonly bigint[] | null;
  /** What is redeemed more within the trial's days, brought forward or not; null: that was not told apart. */
  readonly upliftWithin: number | null;
  readonly baseRate: number;
  readonly detectable: number | null;
  readonly breakageGivenUp: number;
  readonly escheatAvoided: number;
  readonly holdoutShare: number;
  readonly horizonDays: number;
  readonly rules: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly seal: string;
  readonly approvalsNeeded: number;
  readonly approvedAt: string | null;
  readonly releasesAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly note: string | null;
  /** What an approval now would do to messages whose moment has passed; null: nothing is late. */
  readonly late: LateApproval | null;
  /** Messages that leave beyond a day's capacity since it was let go. */
  readonly beyondCapacity: number;
  /** When its people were removed; null: they are there. */
  readonly peopleErasedAt: string | null;
  readonly template: BatchTemplate;
  readonly decisions: readonly BatchDecision[];
};

/** A batch with its words and what was said about it. @throws NotFound. */
export function getBatch(scope: Scope, id: number, now: Date): Promise<BatchDetail> {
  return withScope(
    scope,
    async (tx) => {
      const mine = and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, id));
      const [found] = await tx
        .select({ batch: notificationBatch, template: notificationTemplate })
        .from(notificationBatch)
        .innerJoin(
          notificationTemplate,
          and(
            eq(notificationTemplate.issuerId, notificationBatch.issuerId),
            eq(notificationTemplate.id, notificationBatch.templateId),
          ),
        )
        .where(mine);
      if (!found) throw new NotFound("This batch");
      const [next] = await tx
        .select({ id: notificationBatch.id })
        .from(notificationBatch)
        .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.replaces, id)))
        .orderBy(desc(notificationBatch.id))
        .limit(1);
      const decisions = await tx
        .select()
        .from(notificationDecision)
        .where(and(eq(notificationDecision.issuerId, scope.issuerId), eq(notificationDecision.batchId, id)))
        .orderBy(asc(notificationDecision.id));
      const { batch, template } = found;
      return {
        ...listed(batch, now),
        jobRunId: batch.jobRunId,
        replaces: batch.replaces,
        replacedBy: next?.id ?? null,
        asOf: batch.asOf,
        leftOut: batch.leftOut,
        delayCosts: batch.delayCosts,
        upliftWithin: batch.upliftWithin,
        baseRate: batch.baseRate,
        detectable: batch.detectable,
        breakageGivenUp: batch.breakageGivenUp,
        escheatAvoided: batch.escheatAvoided,
        holdoutShare: batch.holdoutShare,
        horizonDays: batch.horizonDays,
        rules: batch.rules,
        parameters: batch.parameters,
        seal: batch.seal,
        approvalsNeeded: batch.approvalsNeeded,
        approvedAt: batch.approvedAt?.toISOString() ?? null,
        releasesAt: batch.releasesAt?.toISOString() ?? null,
        startedAt: batch.startedAt?.toISOString() ?? null,
        endedAt: batch.endedAt?.toISOString() ?? null,
        note: batch.note,
        late: await readLateApproval(tx, scope, batch, now),
        beyondCapacity: batch.beyondCapacity,
        peopleErasedAt: batch.peopleErasedAt?.toISOString() ?? null,
        template: {
          id: template.id,
          version: template.version,
          language: template.language,
          subject: template.subject,
          body: template.body,
          withdrawnAt: template.withdrawnAt?.toISOString() ?? null,
        },
        decisions: decisions.map(({ id: decisionId, decision, personId, personName, reason, decidedAt }) => ({
          id: decisionId,
          decision,
          personId,
          personName,
          reason,
          decidedAt: decidedAt.toISOString(),
        })),
      };
    },
    { readOnly: true },
  );
}

export const membersPerPage = 50;

export type MemberPage = {
  readonly items: readonly Member[];
  readonly total: number;
  readonly nextCursor: number | null;
};

/** People of a batch in the order of their numbers. `limit` 0: all of them are only counted. @throws NotFound. */
export function listMembers(
  scope: Scope,
  batchId: number,
  { who, cursor }: MemberParams,
  limit = membersPerPage,
): Promise<MemberPage> {
  return withScope(
    scope,
    async (tx) => {
      const where = membersOf(scope, batchId, who);
      const [count] = await tx.select({ n: sql<number>`count(*)::int` }).from(notificationMember).where(where);
      const total = count?.n ?? 0;
      if (total === 0) await requireBatch(tx, scope, batchId);
      const rows = limit === 0 ? [] : await readMembers(tx, scope, and(where, after(cursor)), limit + 1);
      const items = rows.slice(0, limit);
      return { items, total, nextCursor: rows.length > limit ? (items.at(-1)?.customerId ?? null) : null };
    },
    { readOnly: true },
  );
}

/** The people with the most to win, for showing what a batch is about. */
export function listSamples(scope: Scope, batchId: number, limit = 10): Promise<readonly Member[]> {
  return withScope(
    scope,
    (tx) =>
      readMembers(tx, scope, and(membersOf(scope, batchId, "written"), eq(notificationMember.leads, true)), limit, [
        desc(notificationMember.gain),
        asc(notificationMember.customerId),
      ]),
    { readOnly: true },
  );
}

const after = (cursor: number | undefined) =>
  cursor === undefined ? undefined : gt(notificationMember.customerId, cursor);

function membersOf(scope: Scope, batchId: number, who: MemberParams["who"]): SQL | undefined {
  const rule = () => {
    if (who === "all") return undefined;
    if (who === "written") return isNull(notificationMember.leftOut);
    if (who === "left-out") return isNotNull(notificationMember.leftOut);
    return eq(notificationMember.leftOut, who satisfies LeftOutRule);
  };
  return and(eq(notificationMember.issuerId, scope.issuerId), eq(notificationMember.batchId, batchId), rule());
}

async function requireBatch(tx: Tx, scope: Scope, batchId: number): Promise<void> {
  const [found] = await tx
    .select({ id: notificationBatch.id })
    .from(notificationBatch)
    .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, batchId)));
  if (!found) throw new NotFound("This batch");
}

type Order = SQL | typeof notificationMember.customerId;

async function readMembers(
  tx: Tx,
  scope: Scope,
  where: SQL | undefined,
  limit: number,
  order: readonly Order[] = [notificationMember.customerId],
): Promise<Member[]> {
  const rows = await tx
    .select()
    .from(notificationMember)
    .where(where)
    .orderBy(...order)
    .limit(limit);
  if (rows.length === 0) return [];
  const ids = `{${rows.map(({ customerId }) => Math.trunc(customerId)).join(",")}}`;
  const names = await tx.execute<{ id: string; name: string | null; source: string | null }>(sql`
    select customer_id as id, name, source_id as source from silver.customer
    where issuer_id = ${scope.issuerId} and customer_id = any(${ids}::bigint[])`);
  const nameOf = new Map(names.map((one) => [Number(one.id), one]));
  return rows.map((row) => {
    const person = nameOf.get(row.customerId);
    return {
      ...row,
      // Written by us from `MemberCard` values, and sealed.
      cards: row.cards as unknown as readonly MemberCard[],
      dueAt: row.dueAt?.toISOString() ?? null,
      outcomeAt: row.outcomeAt?.toISOString() ?? null,
      name: person?.name ?? null,
      customer: person?.source ?? null,
    };
  });
}
