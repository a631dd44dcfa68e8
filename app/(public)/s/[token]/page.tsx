import type { Metadata } from "next";
import { LinkProblem } from "@/components/notifications/public/link-problem";
import { PublicFrame } from "@/components/notifications/public/public-frame";
import { StatementOpener } from "@/components/notifications/public/statement-opener";
import { type Address, firstOf } from "@/lib/address";
import { civilDateIn } from "@/lib/dates";
import { scopeForHolder } from "@/lib/identity/scope";
import { recipientText } from "@/lib/messages/recipient";
import { linksFor, recipientOf } from "@/lib/notifications/queries/recipient-links";
import { getRecipientPage } from "@/lib/notifications/queries/recipient-page";
import { statementIsOver } from "@/lib/notifications/statement";
import { findLocale } from "@/lib/view";

export const metadata: Metadata = { title: { absolute: recipientText("en", "button.statement") } };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Address> };

/** Nothing of the cards is shown, and no activity kept, before the holder asks for it. */
export default async function StatementPage({ params, searchParams }: Props) {
  const [{ token }, address] = await Promise.all([params, searchParams]);
  const recipient = recipientOf("statement", token);
  const asked = findLocale(firstOf(address.lang));
  if (!recipient) return <LinkProblem kind="invalid" language={asked ?? "en"} />;
  const scope = await scopeForHolder(recipient.issuerId, null);
  const page = await getRecipientPage(scope, recipient);
  const language = asked ?? page.language;
  if (statementIsOver(recipient.day, civilDateIn(scope.issuer.timeZone, new Date())))
    return <LinkProblem kind="expired" language={language} />;
  return (
    <PublicFrame issuer={page.issuer} language={language} path={`/s/${token}`}>
      <StatementOpener
        token={token}
        issuer={page.issuer}
        language={language}
        stop={new URL(linksFor(recipient).unsubscribe).pathname}
      />
    </PublicFrame>
  );
}
