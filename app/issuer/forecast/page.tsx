import { ForecastScreen } from "@/components/breakage/forecast/forecast-screen";
import type { Address } from "@/lib/address";
import { readForecastAddress } from "@/lib/breakage/forecast/address";
import { findEarliestDate } from "@/lib/breakage/forecast/queries/headline";
import { getForecast } from "@/lib/breakage/forecast/queries/report";
import { may, requireScope } from "@/lib/identity/scope";
import { listJobs } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/forecast";
import { listMilestones } from "@/lib/milestones/queries";
import { listAgeSegments } from "@/lib/programme/queries";
import { freshnessOf } from "../freshness";
import { withKnownFilters } from "../known-filters";
import { localeFor } from "../locale";
import { openAsKept, viewerOf } from "../openings";
import { requirePinned } from "../pinned";

export const metadata = { title: t("forecast.title") };

type Props = { searchParams: Promise<Address> };

export default withKnownFilters("/issuer/forecast", async function ForecastPage({ searchParams }: Props) {
  const address = await searchParams;
  const { params, isCutDown } = readForecastAddress(address);
  const scope = await requireScope("forecast.read");
  await openAsKept(scope, "forecast", address);
  await requirePinned(scope, address);
  const usesAge = params.by.includes("segment") || params.segment !== undefined;
  const [report, milestones, freshness, [newest], ageGroups] = await Promise.all([
    getForecast(scope, params),
    listMilestones(scope),
    freshnessOf(scope),
    may(scope, "job.read") ? listJobs(scope, { kind: "forecast.make", limit: 1 }) : [],
    usesAge ? listAgeSegments(scope) : null,
  ]);
  const earliest = report.version ? null : await findEarliestDate(scope, report.currency);
  const isLastWord =
    newest?.state === "failed" && (!report.version || newest.createdAt > new Date(report.version.createdAt));
  return (
    <ForecastScreen
      report={report}
      milestones={milestones}
      params={params}
      isCutDown={isCutDown}
      asOf={params.asOf ?? freshness.asOf}
      earliest={earliest}
      hasNoAgeGroups={ageGroups?.length === 0}
      run={newest && (isActive(newest.state) || isLastWord) ? newest : null}
      lastRunId={newest?.id ?? 0}
      freshness={freshness}
      issuer={scope.issuer}
      viewer={viewerOf(scope)}
      may={{
        make: may(scope, "forecast.make"),
        cancel: may(scope, "job.cancel"),
        manageAgeGroups: may(scope, "segment.manage"),
      }}
      address={address}
      locale={await localeFor(address)}
    />
  );
});
