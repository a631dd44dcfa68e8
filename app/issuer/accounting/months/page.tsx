import { MonthsScreen } from "@/components/accounting/months-screen";
import { listCorrections } from "@/lib/accounting/queries/corrections";
import { listMonths } from "@/lib/accounting/queries/months";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/accounting-screens";
import { localeFor } from "../../locale";

export const metadata = { title: t("months.title") };

export default async function MonthsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("accounting.read");
  const [months, { corrections, programmes }, locale] = await Promise.all([
    listMonths(scope),
    listCorrections(scope),
    localeFor(address),
  ]);
  return (
    <MonthsScreen
      months={months}
      corrections={corrections}
      programmes={programmes}
      personId={scope.personId}
      may={{ lock: may(scope, "accounting.propose"), signOff: may(scope, "accounting.approve") }}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={locale}
    />
  );
}
