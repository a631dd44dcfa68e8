import { and, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { mailbox as mailboxTable, optOut } from "@/db/schema/notification";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { type Channel, channels } from "../constants";
import { type OptOutCovers, type OptOutReason, standingOf } from "../opt-out/standing";
import { readStanding } from "../queries/opt-outs";
import { type Address, otherAddresses } from "../queries/other-addresses";
import { lockAddresses, whileNobodyMoves } from "./opt-out-turn";

export type OptOutVia = "one-click" | "page" | "reply" | "complaint" | "provider" | "person" | "moved";
export type SaidNo = Address & {
  readonly covers: OptOutCovers;
  readonly via: OptOutVia;
  readonly batchId: number | null;
  readonly reason?: OptOutReason | string | null;
  readonly now: Date;
};

/**
 * A holder's no, or the taking back of it. It holds from this transaction on: whoever sends asks the mailbox's row, which is
 * locked here as it is there, so that after the answer nothing more leaves, batches approved before included. "Everything"
 * reaches the other addresses by which the same message's people are known.
 */
export function recordOptOut(scope: Scope, said: SaidNo): Promise<{ standing: OptOutCovers }> {
  return withScope(scope, async (tx) => {
    const by = said.covers === "all" && said.batchId !== null ? channels : [said.channel];
    const { standing, isNews } = await keepWithPerson(tx, scope, said, by);
    if (isNews) await auditWord(tx, scope, said);
    return { standing };
  });
}

/**
 * The word of whoever speaks at a mailbox. A no also holds where he is reached now, by these channels: the message that he
 * answers may have been written before he moved.
 */
export async function keepWithPerson(
  tx: Tx,
  scope: Scope,
  said: SaidNo,
  by: readonly Channel[],
): Promise<{ standing: OptOutCovers; isNews: boolean }> {
  await whileNobodyMoves(tx, scope);
  const others = said.covers === "nothing" ? [] : await otherAddresses(tx, scope, said, by);
  await lockAddresses(tx, scope, [said, ...others]);
  const own = await keepOptOut(tx, scope, said);
  for (const other of others) {
    const word = { ...said, ...other };
    if ((await keepOptOut(tx, scope, word)).isNews) await auditWord(tx, scope, word);
  }
  return own;
}

const auditWord = (tx: Tx, scope: Scope, { channel, mailbox, covers, via, batchId }: SaidNo): Promise<void> =>
  writeAudit(tx, scope, {
    action: covers === "nothing" ? "notification.opted-in" : "notification.opted-out",
    subject: mailbox,
    detail: { channel, covers, via, batch: batchId },
  });

/** Why, told afterwards: a row of its own that covers what is covered already. */
export function recordOptOutReason(
  scope: Scope,
  said: Address & { readonly batchId: number | null; readonly reason: OptOutReason; readonly now: Date },
): Promise<void> {
  return withScope(scope, async (tx) => {
    const standing = await readStanding(tx, scope, said);
    if (standing === "nothing") return;
    await tx.insert(optOut).values(rowOf(scope, { ...said, covers: standing, via: "page" }));
  });
}

/**
 * The word of one mailbox, within a transaction. What has been said already adds no row, so that a programme that repeats
 * itself fills no table.
 */
export async function keepOptOut(
  tx: Tx,
  scope: Pick<Scope, "issuerId" | "actor">,
  said: SaidNo,
): Promise<{ standing: OptOutCovers; isNews: boolean }> {
  const { channel, mailbox, now } = said;
  await tx.insert(mailboxTable).values({ issuerId: scope.issuerId, channel, mailbox }).onConflictDoNothing();
  const own = and(
    eq(mailboxTable.issuerId, scope.issuerId),
    eq(mailboxTable.channel, channel),
    eq(mailboxTable.mailbox, mailbox),
  );
  const [row] = await tx.select({ why: mailboxTable.suppressedWhy }).from(mailboxTable).where(own).for("update");
  const before = await readStanding(tx, scope, said);
  const standing = standingOf([before, said.covers]);
  const isNews = standing !== before;
  if (isNews) await tx.insert(optOut).values(rowOf(scope, said));
  // An address that bounces, or whose owner has complained, is silent for that reason, whatever is said here.
  const othersWord = row?.why === "bounced" || row?.why === "complained" || row?.why === "by-hand";
  if (!othersWord) {
    const suppression =
      standing === "nothing"
        ? { suppressed: null, suppressedWhy: null, suppressedAt: null }
        : { suppressed: standing, suppressedWhy: "opted-out" as const, suppressedAt: now };
    await tx.update(mailboxTable).set(suppression).where(own);
  }
  return { standing, isNews };
}

const rowOf = (scope: Pick<Scope, "issuerId" | "actor">, said: SaidNo) => ({
  issuerId: scope.issuerId,
  channel: said.channel,
  mailbox: said.mailbox,
  covers: said.covers,
  via: said.via,
  reason: said.reason ?? null,
  batchId: said.batchId,
  actor: scope.actor,
  occurredAt: said.now,
});
