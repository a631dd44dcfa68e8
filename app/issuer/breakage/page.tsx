import { Suspense } from "react";
import { BreakageScreen } from "@/components/breakage/breakage-screen";
import { RecognisedMeaning } from "@/components/breakage/recognised-meaning";
import { findRecognised } from "@/lib/accounting/queries/recognised";
import { type Address, readAddress } from "@/lib/address";
import { findHeadline } from "@/lib/breakage/forecast/queries/headline";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import type { Locale } from "@/lib/format";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/breakage";
import { listAgeSegments } from "@/lib/programme/queries";
import { freshnessOf } from "../freshness";
import { withKnownFilters } from "../known-filters";
import { localeFor } from "../locale";
import { openAsKept, viewerOf } from "../openings";
import { requirePinned } from "../pinned";

export const metadata = { title: t("breakage.title") };

type Props = { searchParams: Promise<Address> };

export default withKnownFilters("/issuer/breakage", async function BreakagePage({ searchParams }: Props) {
  const address = await searchParams;
  const params = readAddress(breakageParams, address);
  const scope = await requireScope("breakage.read");
  await openAsKept(scope, "breakage", address);
  await requirePinned(scope, address);
  const usesAge = params.by.includes("segment") || params.segment !== undefined;
  const [report, freshness, ageGroups, forecast, locale] = await Promise.all([
    getBreakage(scope, params),
    freshnessOf(scope),
    usesAge ? listAgeSegments(scope) : null,
    may(scope, "forecast.read") ? findHeadline(scope, params) : null,
    localeFor(address),
  ]);
  return (
    <BreakageScreen
      report={report}
      forecast={forecast}
      recognised={
        may(scope, "accounting.read") ? (
          <Suspense fallback={null}>
            <RecognisedPanel asked={findRecognised(scope, params)} address={address} locale={locale} />
          </Suspense>
        ) : null
      }
      view={{
        ...report,
        compare: params.compare,
        match: params.match,
        compared: report.comparison?.period ?? null,
        locale,
      }}
      filters={params}
      freshness={freshness}
      issuer={scope.issuer}
      viewer={viewerOf(scope)}
      hasNoAgeGroups={ageGroups?.length === 0}
      canManageAgeGroups={may(scope, "segment.manage")}
      address={address}
    />
  );
});

type PanelProps = { asked: ReturnType<typeof findRecognised>; address: Address; locale: Locale };

async function RecognisedPanel({ asked, ...shared }: PanelProps) {
  return <RecognisedMeaning recognised={await asked} {...shared} />;
}
