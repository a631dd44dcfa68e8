import type { Metadata } from "next";
import { LinkProblem } from "@/components/notifications/public/link-problem";
import { PublicFrame } from "@/components/notifications/public/public-frame";
import { UnsubscribeForm } from "@/components/notifications/public/unsubscribe-form";
import { type Address, firstOf } from "@/lib/address";
import { scopeForHolder } from "@/lib/identity/scope";
import { recipientText } from "@/lib/messages/recipient";
import { recipientOf } from "@/lib/notifications/queries/recipient-links";
import { getRecipientPage } from "@/lib/notifications/queries/recipient-page";
import { findLocale } from "@/lib/view";

export const metadata: Metadata = { title: { absolute: recipientText("en", "unsubscribe.title") } };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Address> };

/** Shows, and changes nothing: mail programmes and scanners follow links. */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const [{ token }, address] = await Promise.all([params, searchParams]);
  const recipient = recipientOf("unsubscribe", token);
  const asked = findLocale(firstOf(address.lang));
  if (!recipient) return <LinkProblem kind="invalid" language={asked ?? "en"} />;
  const page = await getRecipientPage(await scopeForHolder(recipient.issuerId, null), recipient);
  const language = asked ?? page.language;
  return (
    <PublicFrame issuer={page.issuer} language={language} path={`/u/${token}`}>
      <UnsubscribeForm
        token={token}
        issuer={page.issuer}
        address={recipient.mailbox}
        standing={page.standing}
        language={language}
      />
    </PublicFrame>
  );
}
