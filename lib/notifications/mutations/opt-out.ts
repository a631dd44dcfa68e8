import { and, eq, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { mailbox as mailboxTable, optOut } from "@/db/schema/notification";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import type { Channel } from "../constants";
import { mailboxOf } from "../mailbox";
import { type OptOutCovers, type OptOutReason, standingOf } from "../opt-out/standing";
import { readStanding } from "../queries/opt-outs";

export type OptOutVia = "one-click" | "page" | "reply" | "complaint" | "provider" | "person" | "moved";
type Address = { readonly channel: Channel; readonly mailbox: string };
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
    const { standing, isNews } = await keepOptOut(tx, scope, said);
    if (said.covers === "all" && said.batchId !== null) {
      for (const other of await otherAddresses(tx, scope, said)) await keepOptOut(tx, scope, { ...said, ...other });
    }
    if (!isNews) return { standing };
    await writeAudit(tx, scope, {
      action: said.covers === "nothing" ? "notification.opted-in" : "notification.opted-out",
      subject: said.mailbox,
      detail: { channel: said.channel, covers: said.covers, via: said.via, batch: said.batchId },
    });
    return { standing };
  });
}

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

/** Of the people who read the same message: e-mail where they wrote from a telephone, and the other way round. */
async function otherAddresses(tx: Tx, scope: Scope, said: SaidNo): Promise<Address[]> {
  const people = await tx.execute<{ email: string | null; phone: string | null }>(sql`
    select c.email, c.phone from silver.notification_member m
    join silver.customer c on c.customer_id = m.customer_id and c.issuer_id = m.issuer_id
    where m.issuer_id = ${scope.issuerId} and m.batch_id = ${said.batchId} and m.mailbox = ${said.mailbox}`);
  const known = people.flatMap(({ email, phone }) => [...addressOf(email, "email"), ...addressOf(phone, "sms")]);
  const keys = new Set([`${said.channel} ${said.mailbox}`]);
  return known.filter(({ channel, mailbox }) => {
    const key = `${channel} ${mailbox}`;
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

function addressOf(address: string | null, channel: Channel): Address[] {
  const mailbox = address === null ? null : mailboxOf(address, channel);
  return mailbox === null ? [] : [{ channel, mailbox }];
}
