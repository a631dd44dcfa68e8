import { and, desc, eq, inArray, lt, notInArray, or, type SQL, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";
import type { BatchState, Channel, MessageClass, ReminderReason } from "../constants";
import { isCostKnown } from "../proposals/batch-parameters";
import { busyStates, isOpen, openStates, stateAt } from "../proposals/batch-state";
import type { BatchListParams } from "../schema";

export type BatchListed = {
  readonly id: number;
  readonly state: BatchState;
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly language: string;
  readonly messageClass: MessageClass;
  readonly currency: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly audience: number;
  readonly people: number;
  readonly messages: number;
  readonly valueAtStake: bigint;
  /** Null: nobody has said what a message costs in this currency. */
  readonly cost: bigint | null;
  readonly delayCost: bigint;
  readonly upliftExpected: number;
  readonly upliftLow: number;
  readonly upliftHigh: number;
  readonly proposedBy: number | null;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly expiresAt: string;
};

const PER_PAGE = 100;

export type BatchPage = { readonly items: readonly BatchListed[]; readonly nextBefore: number | null };

/** The issuer's batches, newest first. One whose time is over is shown as expired, and found as such. */
export function listBatches(scope: Scope, params: BatchListParams, now: Date): Promise<BatchPage> {
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx
        .select()
        .from(notificationBatch)
        .where(and(eq(notificationBatch.issuerId, scope.issuerId), ...conditions(params, now)))
        .orderBy(desc(notificationBatch.id))
        .limit(PER_PAGE + 1);
      const items = rows.slice(0, PER_PAGE).map((row) => listed(row, now));
      return { items, nextBefore: rows.length > PER_PAGE ? (items.at(-1)?.id ?? null) : null };
    },
    { readOnly: true },
  );
}

function conditions({ state, reason, channel, before }: BatchListParams, now: Date): (SQL | undefined)[] {
  const { state: column, expiresAt } = notificationBatch;
  const waits = inArray(column, [...openStates]);
  const over = sql`${expiresAt} <= ${now.toISOString()}::timestamptz`;
  const inState = () => {
    if (state === undefined) return undefined;
    if (state === "open") return and(waits, sql`not (${over})`);
    if (state === "under-way") return inArray(column, [...busyStates]);
    if (state === "ended") return or(notInArray(column, [...openStates, ...busyStates]), and(waits, over));
    if (state === "expired") return or(eq(column, "expired"), and(waits, over));
    return and(eq(column, state), isOpen(state) ? sql`not (${over})` : undefined);
  };
  return [
    inState(),
    reason && eq(notificationBatch.reason, reason),
    channel && eq(notificationBatch.channel, channel),
    before === undefined ? undefined : lt(notificationBatch.id, before),
  ];
}

export const listed = (row: typeof notificationBatch.$inferSelect, now: Date): BatchListed => ({
  id: row.id,
  state: stateAt(row, now),
  reason: row.reason,
  channel: row.channel,
  language: row.language,
  messageClass: row.messageClass,
  currency: row.currency,
  windowFrom: row.windowFrom,
  windowTo: row.windowTo,
  audience: row.audience,
  people: row.people,
  messages: row.messages,
  valueAtStake: row.valueAtStake,
  cost: isCostKnown(row.parameters) ? row.cost : null,
  delayCost: row.delayCost,
  upliftExpected: row.upliftExpected,
  upliftLow: row.upliftLow,
  upliftHigh: row.upliftHigh,
  proposedBy: row.proposedBy,
  proposedByName: row.proposedByName,
  proposedAt: row.proposedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});

/** Whether anything was ever proposed, for the words of an empty list. */
export async function hasBatches(scope: Scope): Promise<boolean> {
  const [row] = await withScope(
    scope,
    (tx) =>
      tx.execute<{ any: boolean }>(
        sql`select exists (select from app.notification_batch where issuer_id = ${scope.issuerId}) as any`,
      ),
    { readOnly: true },
  );
  return row?.any ?? false;
}
