import { MailboxesScreen } from "@/components/notifications/sending/mailboxes-screen";
import { type Address, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { listMailboxes } from "@/lib/notifications/queries/mailboxes";
import { mailboxParams } from "@/lib/notifications/sending/schema";
import { localeFor } from "../../locale";

export const metadata = { title: t("mailboxes.title") };

export default async function MailboxesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("notification.read");
  const params = readAddress(mailboxParams, address);
  const [mailboxes, locale] = await Promise.all([listMailboxes(scope, params), localeFor(address)]);
  return (
    <MailboxesScreen
      mailboxes={mailboxes}
      params={params}
      timeZone={scope.issuer.timeZone}
      maySuppress={may(scope, "notification.propose")}
      address={address}
      locale={locale}
    />
  );
}
