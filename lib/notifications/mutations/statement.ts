import { withScope } from "@/db/client";
import { civilDateIn } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { recipientText } from "@/lib/messages/recipient";
import { readStatement } from "../queries/statement";
import type { Recipient } from "../recipient-token";
import { STATEMENT_DAYS, type Statement, statementIsOver } from "../statement";

/**
 * Shows a holder what he holds, and keeps that he looked: a balance that its owner asks for is owner activity, from which
 * dormancy may count anew (RUUPA 2016, s. 7014(b)(4)). It is asked for by a press of a button, because a mail programme or
 * scanner that follows links is no owner.
 * @throws Invalid for a link that is too old.
 */
export async function openStatement(scope: Scope, recipient: Recipient, now: Date): Promise<Statement> {
  const today = civilDateIn(scope.issuer.timeZone, now);
  if (statementIsOver(recipient.day, today))
    throw new Invalid(recipientText("en", "link.expiredExplain", { n: STATEMENT_DAYS }), { status: 422 });
  return withScope(scope, async (tx) => {
    const statement = await readStatement(tx, scope, recipient, today);
    if (statement.cards.length > 0) {
      await writeAudit(tx, scope, {
        action: "notification.statement-viewed",
        subject: recipient.mailbox,
        detail: { channel: recipient.channel, batch: recipient.batchId, cards: statement.cards.length },
      });
    }
    return statement;
  });
}
