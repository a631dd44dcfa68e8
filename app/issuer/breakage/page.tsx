import { BreakageScreen } from "@/components/breakage/breakage-screen";
import { type Address, readAddress } from "@/lib/address";
import { findHeadline } from "@/lib/breakage/forecast/queries/headline";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/message";
import { listAgeSegments } from "@/lib/programme/queries";
import { freshnessOf } from "../freshness";
import { localeFor } from "../locale";
import { openAsKept, viewerOf } from "../openings";

export const metadata = { title: t("breakage.title") };

export default async function BreakagePage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(breakageParams, address);
  const scope = await requireScope("breakage.read");
  await openAsKept(scope, "breakage", address);
  const usesAge = params.by.includes("segment") || params.segment !== undefined;
  const [report, freshness, ageGroups, forecast] = await Promise.all([
    getBreakage(scope, params),
    freshnessOf(scope),
    usesAge ? listAgeSegments(scope) : null,
    may(scope, "forecast.read") ? findHeadline(scope, params) : null,
  ]);
  return (
    <BreakageScreen
      report={report}
      forecast={forecast}
      view={{ ...report, compare: params.compare, locale: await localeFor(address) }}
      filters={params}
      freshness={freshness}
      issuer={scope.issuer}
      viewer={viewerOf(scope)}
      hasNoAgeGroups={ageGroups?.length === 0}
      canManageAgeGroups={may(scope, "segment.manage")}
      address={address}
    />
  );
}
