import { AccountsScreen } from "@/components/accounting/accounts-screen";
import { getAccounts } from "@/lib/accounting/queries/accounts";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/accounting-screens";
import { localeFor } from "../../locale";

export const metadata = { title: t("accounts.title") };

export default async function AccountsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("accounting.read");
  const [kept, locale] = await Promise.all([getAccounts(scope), localeFor(address)]);
  return (
    <AccountsScreen
      kept={kept}
      mayChange={may(scope, "accounting.propose")}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={locale}
    />
  );
}
