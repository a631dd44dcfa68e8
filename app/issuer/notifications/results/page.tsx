import { ResultsScreen } from "@/components/notifications/results/results-screen";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { listJobs } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/notifications-results";
import { MEASURE } from "@/lib/notifications/constants";
import { listLearned } from "@/lib/notifications/queries/learned";
import { listResults } from "@/lib/notifications/queries/results";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";

export const metadata = { title: t("results.title") };

export default async function ResultsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("notification.read");
  const [results, freshness, [newest], locale] = await Promise.all([
    listResults(scope),
    freshnessOf(scope),
    may(scope, "job.read") ? listJobs(scope, { kind: MEASURE, limit: 1 }) : [],
    localeFor(address),
  ]);
  return (
    <ResultsScreen
      results={results}
      learned={await listLearned(scope, results)}
      run={newest && (isActive(newest.state) || newest.state === "failed") ? newest : null}
      lastRunId={newest?.id ?? 0}
      freshness={freshness}
      issuer={{ id: scope.issuerId, timeZone: scope.issuer.timeZone }}
      may={{
        measure: may(scope, "notification.propose"),
        manage: may(scope, "notification.manage"),
        cancel: may(scope, "job.cancel"),
      }}
      address={address}
      locale={locale}
    />
  );
}
