import { and, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { mailbox as mailboxTable, optOut } from "@/db/schema/notification";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { mailboxOf } from "../mailbox";
import { readStanding } from "../queries/opt-outs";
import type { SuppressInput } from "../sending/schema";

type MailboxRow = typeof mailboxTable.$inferSelect;

type Box = Pick<SuppressInput, "channel" | "mailbox">;

async function lockMailbox(tx: Tx, scope: Scope, { channel, mailbox }: Box): Promise<MailboxRow> {
  const [found] = await tx.select().from(mailboxTable).where(own(scope, { channel, mailbox })).for("update");
  if (!found) throw new NotFound("This mailbox");
  return found;
}

const own = (scope: Scope, { channel, mailbox }: Box) =>
  and(eq(mailboxTable.issuerId, scope.issuerId), eq(mailboxTable.channel, channel), eq(mailboxTable.mailbox, mailbox));

/**
 * Nothing but what the law demands goes to this mailbox any more; it is named by any address that leads to it, also one
 * that was never written to. @throws Invalid for what is no address of the channel, Conflict.
 */
export async function suppressMailbox(
  scope: Scope,
  { channel, mailbox: address, reason }: SuppressInput,
  now: Date,
): Promise<void> {
  const mailbox = mailboxOf(address, channel);
  if (mailbox === null) {
    const sentence = t("mailboxes.noAddress");
    throw new Invalid(sentence, { fields: { mailbox: sentence } });
  }
  const box = { channel, mailbox };
  return withScope(scope, async (tx) => {
    await tx
      .insert(mailboxTable)
      .values({ issuerId: scope.issuerId, ...box })
      .onConflictDoNothing();
    const { suppressed } = await lockMailbox(tx, scope, box);
    if (suppressed === "all") throw new Conflict(t("mailboxes.suppressedAlready"));
    await tx
      .update(mailboxTable)
      .set({ suppressed: "all", suppressedWhy: "by-hand", suppressedAt: now })
      .where(own(scope, box));
    await writeAudit(tx, scope, {
      action: "notification.suppressed",
      subject: mailbox,
      detail: { channel, reason },
    });
  });
}

/**
 * Takes a suppression away. Of a holder's own no that is the taking back of it, in his name, so that it is written among
 * his words; under a bounce or a complaint that is lifted, an older no of his still holds.
 * @throws NotFound, Conflict.
 */
export function liftSuppression(scope: Scope, input: SuppressInput, now: Date): Promise<void> {
  const { channel, mailbox, reason } = input;
  return withScope(scope, async (tx) => {
    const { suppressed, suppressedWhy } = await lockMailbox(tx, scope, input);
    if (suppressed === null) throw new Conflict(t("mailboxes.notSuppressed"));
    if (suppressedWhy === "opted-out") {
      await tx.insert(optOut).values({
        issuerId: scope.issuerId,
        channel,
        mailbox,
        covers: "nothing",
        via: "person",
        reason,
        actor: scope.actor,
        occurredAt: now,
      });
    }
    const standing = await readStanding(tx, scope, { channel, mailbox });
    await tx
      .update(mailboxTable)
      .set(
        standing === "nothing"
          ? { suppressed: null, suppressedWhy: null, suppressedAt: null, reply: null }
          : { suppressed: standing, suppressedWhy: "opted-out", suppressedAt: now, reply: null },
      )
      .where(own(scope, input));
    await writeAudit(tx, scope, {
      action: "notification.suppression-lifted",
      subject: mailbox,
      detail: { channel, was: suppressedWhy, reason },
    });
  });
}
