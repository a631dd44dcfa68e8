import { ReportsScreen } from "@/components/escheat/reports/reports-screen";
import { type Address, readAddress } from "@/lib/address";
import { reportListParams } from "@/lib/escheat/filing/schema";
import { getCalendar } from "@/lib/escheat/queries/calendar";
import { listReports } from "@/lib/escheat/queries/reports";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing-screens";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";

export const metadata = { title: t("reports.title") };

export default async function ReportsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(reportListParams, address);
  const scope = await requireScope("escheat.read");
  const [freshness, locale] = await Promise.all([freshnessOf(scope), localeFor(address)]);
  const [calendar, reports] = await Promise.all([getCalendar(scope, freshness.asOf), listReports(scope)]);
  return (
    <ReportsScreen
      calendar={calendar}
      reports={reports}
      asked={params}
      freshness={freshness}
      timeZone={scope.issuer.timeZone}
      mayPropose={may(scope, "escheat.propose")}
      address={address}
      locale={locale}
    />
  );
}
