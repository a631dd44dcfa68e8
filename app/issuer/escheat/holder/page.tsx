import { HolderScreen } from "@/components/escheat/holder/holder-screen";
import type { Address } from "@/lib/address";
import { loadHolder } from "@/lib/escheat/queries/holder";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-holder";
import { localeFor } from "../../locale";

export const metadata = { title: t("holder.title") };

export default async function HolderPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("escheat.read");
  const [holder, locale] = await Promise.all([loadHolder(scope), localeFor(address)]);
  return (
    <HolderScreen
      holder={holder}
      canManage={may(scope, "holder.manage")}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={locale}
    />
  );
}
