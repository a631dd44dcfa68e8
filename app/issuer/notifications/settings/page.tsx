import { SettingsScreen } from "@/components/notifications/settings/settings-screen";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-proposals";
import { readOpenGain } from "@/lib/notifications/queries/open-gain";
import { findSetting } from "@/lib/notifications/queries/settings";
import { localeFor } from "../../locale";

export const metadata = { title: t("notify.settings.title") };

export default async function NotificationSettingsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("notification.read");
  const [setting, openGain, locale] = await Promise.all([
    findSetting(scope),
    readOpenGain(scope, new Date()),
    localeFor(address),
  ]);
  return (
    <SettingsScreen
      setting={setting}
      openGain={openGain}
      issuer={scope.issuer}
      canManage={may(scope, "notification.manage")}
      address={address}
      locale={locale}
    />
  );
}
