import { UnsettledScreen } from "@/components/notifications/sending/unsettled-screen";
import { type Address, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { listAllUnsettled } from "@/lib/notifications/queries/unsettled";
import { sendingParams } from "@/lib/notifications/sending/schema";
import { localeFor } from "../../locale";

export const metadata = { title: t("sending.unsettled") };

export default async function UnsettledPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("notification.read");
  const { page } = readAddress(sendingParams, address);
  const [unsettled, locale] = await Promise.all([listAllUnsettled(scope, page), localeFor(address)]);
  return (
    <UnsettledScreen
      unsettled={unsettled}
      page={page}
      maySettle={may(scope, "notification.approve")}
      address={address}
      locale={locale}
    />
  );
}
