import { and, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { mailbox as mailboxTable, messageEvent } from "@/db/schema/notification";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { keepWithPerson } from "../../mutations/opt-out";
import { type BatchRow, readBatch } from "../../queries/seal";
import { type EventSubject, readSubject } from "../queries/subject";
import type { MessageEventInput } from "../schema";
import { pauseOnComplaints } from "./pause";

export type Received = {
  readonly id: string;
  /** It had been told before, and nothing more was done. */
  readonly repeated: boolean;
  readonly mailbox: string;
  readonly batchId: number | null;
};

/**
 * What became of a message after it had been accepted. It holds from this transaction on, for batches approved before too,
 * because whoever sends asks the mailbox's row.
 * @throws NotFound for a message that is none of the issuer's; Conflict where the same id was told with something else.
 */
export function receiveEvent(scope: Scope, input: MessageEventInput, now: Date): Promise<Received> {
  return withScope(scope, async (tx) => {
    const subject = await readSubject(tx, scope, input);
    // In the order of the sender: the batch, then the mailbox.
    const isComplaint = input.type === "complaint" && subject.batchId !== null;
    const batch = isComplaint ? await readBatch(tx, scope, subject.batchId ?? 0, "update") : null;
    const row = rowOf(scope, input, subject, now);
    const added = await tx.insert(messageEvent).values(row).onConflictDoNothing().returning({ id: messageEvent.id });
    if (added.length === 0) return repeated(tx, scope, row);
    await apply(tx, scope, { input, subject, batch, now });
    return { id: input.id, repeated: false, mailbox: subject.mailbox, batchId: subject.batchId };
  });
}

type EventRow = typeof messageEvent.$inferInsert;

const rowOf = (scope: Scope, input: MessageEventInput, subject: EventSubject, now: Date) =>
  ({
    issuerId: scope.issuerId,
    eventId: input.id,
    type: input.type,
    permanent: input.permanent ?? null,
    channel: input.channel,
    ...subject,
    detail: input.detail ?? null,
    actor: scope.actor,
    happenedAt: new Date(input.at),
    receivedAt: now,
  }) satisfies EventRow;

/** Which parts of an event say what it is, by the names under which they are told. */
const told = {
  type: "type",
  permanent: "permanent",
  channel: "channel",
  mailbox: "address",
  messageKey: "messageId",
  detail: "detail",
  happenedAt: "at",
} as const;

async function repeated(tx: Tx, scope: Scope, row: ReturnType<typeof rowOf>): Promise<Received> {
  const [before] = await tx
    .select()
    .from(messageEvent)
    .where(and(eq(messageEvent.issuerId, scope.issuerId), eq(messageEvent.eventId, row.eventId)));
  if (!before) throw new Error("An event was neither added nor there");
  const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value);
  const differing = (Object.keys(told) as (keyof typeof told)[]).filter(
    (field) => plain(before[field]) !== plain(row[field]),
  );
  if (differing.length > 0) {
    const fields = Object.fromEntries(differing.map((field) => [told[field], t("notification.events.another")]));
    throw new Conflict(t("notification.events.differs", { id: row.eventId }), { fields });
  }
  return { id: row.eventId, repeated: true, mailbox: before.mailbox, batchId: before.batchId };
}

type Applied = {
  readonly input: MessageEventInput;
  readonly subject: EventSubject;
  readonly batch: BatchRow | null;
  readonly now: Date;
};

async function apply(tx: Tx, scope: Scope, { input, subject, batch, now }: Applied): Promise<void> {
  const { type, channel, detail = null } = input;
  const { mailbox, batchId } = subject;
  const no = { channel, mailbox, batchId, reason: detail, now };
  const audit = (action: "notification.bounced" | "notification.complained" | "notification.opted-out", more: object) =>
    writeAudit(tx, scope, {
      action,
      subject: mailbox,
      detail: { channel, event: input.id, at: input.at, batch: batchId, words: detail, ...more },
    });
  if (type === "bounce") {
    if (input.permanent) await silence(tx, scope, { input, mailbox, why: "bounced", now });
    await audit("notification.bounced", { permanent: input.permanent });
    return;
  }
  if (type === "complaint") {
    await keepWithPerson(tx, scope, { ...no, covers: "all", via: "complaint" }, [channel]);
    await silence(tx, scope, { input, mailbox, why: "complained", now });
    await audit("notification.complained", {});
    if (batch) await pauseOnComplaints(tx, scope, batch);
    return;
  }
  // Whoever answers STOP wants nothing more by that way (47 CFR 64.1200(a)(10)); a link under a reminder ends reminders.
  const covers = type === "stop" ? "all" : "commercial";
  await keepWithPerson(tx, scope, { ...no, covers, via: type === "stop" ? "reply" : "provider" }, [channel]);
  await audit("notification.opted-out", { covers, via: type });
}

/** An address that does not exist takes no notice of the law either, so that a complaint does not hide a bounce. */
async function silence(
  tx: Tx,
  scope: Scope,
  { input, mailbox, why, now }: { input: MessageEventInput; mailbox: string; why: "bounced" | "complained"; now: Date },
): Promise<void> {
  const key = { issuerId: scope.issuerId, channel: input.channel, mailbox };
  await tx.insert(mailboxTable).values(key).onConflictDoNothing();
  const own = and(
    eq(mailboxTable.issuerId, key.issuerId),
    eq(mailboxTable.channel, key.channel),
    eq(mailboxTable.mailbox, key.mailbox),
  );
  const [row] = await tx.select({ why: mailboxTable.suppressedWhy }).from(mailboxTable).where(own).for("update");
  if (row?.why === "bounced") return;
  await tx
    .update(mailboxTable)
    .set({ suppressed: "all", suppressedWhy: why, suppressedAt: now, reply: input.detail ?? null })
    .where(own);
}
