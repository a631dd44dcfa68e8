import { ResultScreen } from "@/components/notifications/results/result-screen";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { listJobs } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/notifications-results";
import { MEASURE } from "@/lib/notifications/constants";
import { getResult } from "@/lib/notifications/queries/results";
import { freshnessOf } from "../../../freshness";
import { parsePathId } from "../../../imports/path-id";
import { localeFor } from "../../../locale";
import { orNotFound } from "../../../or-not-found";

export const metadata = { title: t("results.one") };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export default async function ResultPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("notification.read");
  const result = await orNotFound(getResult(scope, parsePathId(id)));
  const [freshness, [newest], locale] = await Promise.all([
    freshnessOf(scope),
    may(scope, "job.read") ? listJobs(scope, { kind: MEASURE, limit: 1 }) : [],
    localeFor(address),
  ]);
  return (
    <ResultScreen
      result={result}
      run={newest && (isActive(newest.state) || newest.state === "failed") ? newest : null}
      lastRunId={newest?.id ?? 0}
      asOf={freshness.asOf}
      issuer={{ id: scope.issuerId, timeZone: scope.issuer.timeZone }}
      may={{ measure: may(scope, "notification.propose"), cancel: may(scope, "job.cancel") }}
      address={address}
      locale={locale}
    />
  );
}
