import { ForecastScreen } from "@/components/escheat/forecast/forecast-screen";
import { type Address, readAddress } from "@/lib/address";
import { escheatParams } from "@/lib/escheat/forecast/schema";
import { getEscheatForecast } from "@/lib/escheat/queries/forecast";
import { findEarliestEscheat } from "@/lib/escheat/queries/forecast-versions";
import { may, requireScope } from "@/lib/identity/scope";
import { listJobs } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/escheat-forecast";
import { freshnessOf } from "../freshness";
import { localeFor } from "../locale";
import { openAsKept, viewerOf } from "../openings";

export const metadata = { title: t("escheat.forecast.title") };

export default async function EscheatPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(escheatParams, address);
  const scope = await requireScope("escheat.read");
  await openAsKept(scope, "escheat", address);
  const [report, freshness, [newest]] = await Promise.all([
    getEscheatForecast(scope, params),
    freshnessOf(scope),
    may(scope, "job.read") ? listJobs(scope, { kind: "escheat.forecast", limit: 1 }) : [],
  ]);
  const earliest = report.version ? null : await findEarliestEscheat(scope, report.currency);
  const isLastWord =
    newest?.state === "failed" && (!report.version || newest.createdAt > new Date(report.version.createdAt));
  return (
    <ForecastScreen
      report={report}
      params={params}
      asOf={params.asOf ?? freshness.asOf}
      earliest={earliest}
      run={newest && (isActive(newest.state) || isLastWord) ? newest : null}
      lastRunId={newest?.id ?? 0}
      freshness={freshness}
      issuer={scope.issuer}
      viewer={viewerOf(scope)}
      may={{ make: may(scope, "escheat.forecast"), cancel: may(scope, "job.cancel") }}
      address={address}
      locale={await localeFor(address)}
    />
  );
}
