import { LayoutScreen } from "@/components/escheat/reports/layout-screen";
import type { Address } from "@/lib/address";
import { getLayout } from "@/lib/escheat/queries/naupa2";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing-screens";
import { localeFor } from "../../../locale";

export const metadata = { title: t("layout.title") };

export default async function Naupa2Page({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("escheat.read");
  const [kept, locale] = await Promise.all([getLayout(scope), localeFor(address)]);
  return (
    <LayoutScreen
      kept={kept}
      canSave={may(scope, "escheat.propose")}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={locale}
    />
  );
}
