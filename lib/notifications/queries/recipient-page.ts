import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Locale } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import { recipientLanguage } from "@/lib/messages/recipient";
import type { OptOutCovers } from "../opt-out/standing";
import type { Recipient } from "../recipient-token";
import { readStanding } from "./opt-outs";

/** What a page behind a link has to know of its reader. */
export type RecipientPage = {
  readonly issuer: string;
  readonly language: Locale;
  readonly standing: OptOutCovers;
};

/** The language is that of the message the link stood in. */
export function getRecipientPage(scope: Scope, recipient: Recipient): Promise<RecipientPage> {
  return withScope(
    scope,
    async (tx) => {
      const [batch] = await tx.execute<{ language: string }>(sql`
        select language from app.notification_batch
        where issuer_id = ${scope.issuerId} and id = ${recipient.batchId}`);
      return {
        issuer: scope.issuer.name,
        language: recipientLanguage(batch?.language),
        standing: await readStanding(tx, scope, recipient),
      };
    },
    { readOnly: true },
  );
}
