import { notFound } from "next/navigation";
import { MailboxScreen } from "@/components/notifications/sending/mailbox-screen";
import { type Address, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { findReceived, getMailbox } from "@/lib/notifications/queries/mailboxes";
import { mailboxPath, receivedParams } from "@/lib/notifications/sending/schema";
import { localeFor } from "../../../../locale";
import { idOf, orNotFound } from "../../../../or-not-found";

export const metadata = { title: t("mailboxes.title") };

type Props = { params: Promise<{ channel: string; mailbox: string }>; searchParams: Promise<Address> };

export default async function MailboxPage({ params, searchParams }: Props) {
  const [path, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("notification.read");
  const parsed = mailboxPath.safeParse({ channel: path.channel, mailbox: idOf(path.mailbox) });
  if (!parsed.success) notFound();
  const { channel, mailbox } = parsed.data;
  const { mail } = readAddress(receivedParams, address);
  const found = await orNotFound(getMailbox(scope, channel, mailbox));
  const [opened, locale] = await Promise.all([
    mail === undefined ? null : findReceived(scope, mailbox, mail),
    localeFor(address),
  ]);
  return (
    <MailboxScreen
      mailbox={found}
      mail={opened}
      timeZone={scope.issuer.timeZone}
      may={{ suppress: may(scope, "notification.propose"), lift: may(scope, "notification.approve") }}
      address={address}
      locale={locale}
    />
  );
}
