import { ParametersScreen } from "@/components/notifications/settings/parameters-screen";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-proposals";
import { parameterLines } from "@/lib/notifications/proposals/parameter-rows";
import { listParameters } from "@/lib/notifications/queries/parameters";
import { localeFor } from "../../locale";

export const metadata = { title: t("notify.parameters.title") };

export default async function NotificationParametersPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("notification.read");
  const [rows, locale] = await Promise.all([listParameters(scope), localeFor(address)]);
  return (
    <ParametersScreen
      lines={parameterLines(rows)}
      history={rows.toReversed()}
      canManage={may(scope, "notification.manage")}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={locale}
    />
  );
}
