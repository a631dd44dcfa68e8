import { BreakageScreen } from "@/components/breakage/breakage-screen";
import { type Address, readAddress } from "@/lib/address";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/message";
import { localeOf } from "@/lib/view";
import { freshnessOf } from "../freshness";

export const metadata = { title: t("breakage.title") };

export default async function BreakagePage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(breakageParams, address);
  const scope = await requireScope("breakage.read");
  const [report, freshness] = await Promise.all([getBreakage(scope, params), freshnessOf(scope)]);
  return (
    <BreakageScreen
      report={report}
      view={{ ...report, compare: params.compare, locale: localeOf(address) }}
      filters={params}
      freshness={freshness}
      issuer={scope.issuer}
      address={address}
    />
  );
}
