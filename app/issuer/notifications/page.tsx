import { ProposalsScreen } from "@/components/notifications/proposals/proposals-screen";
import { type Address, firstOf, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { listJobs } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/notifications";
import { pauseOf } from "@/lib/notifications/approval/issuer-pause";
import { PROPOSE } from "@/lib/notifications/constants";
import { hasBatches, listBatches } from "@/lib/notifications/queries/batches";
import { readOpenTotals } from "@/lib/notifications/queries/open-totals";
import { findSetting } from "@/lib/notifications/queries/settings";
import { countUnsettled } from "@/lib/notifications/queries/unsettled";
import { batchListParams } from "@/lib/notifications/schema";
import { freshnessOf } from "../freshness";
import { localeFor } from "../locale";

export const metadata = { title: t("notify.title") };

export default async function NotificationsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("notification.read");
  const read = readAddress(batchListParams, address);
  // What waits comes first; `state=all` asks for everything.
  const params = firstOf(address.state) === "all" ? read : { ...read, state: read.state ?? ("open" as const) };
  const now = new Date();
  const [page, totals, setting, hasAny, unsettled, freshness, [newest], locale] = await Promise.all([
    listBatches(scope, params, now),
    readOpenTotals(scope, now),
    findSetting(scope),
    hasBatches(scope),
    countUnsettled(scope),
    freshnessOf(scope),
    may(scope, "job.read") ? listJobs(scope, { kind: PROPOSE, limit: 1 }) : [],
    localeFor(address),
  ]);
  return (
    <ProposalsScreen
      page={page}
      params={params}
      totals={totals}
      hasSetting={setting !== null}
      pause={pauseOf(setting)}
      hasAny={hasAny}
      unsettled={unsettled}
      run={newest ?? null}
      freshness={freshness}
      issuer={scope.issuer}
      may={{
        propose: may(scope, "notification.propose"),
        approve: may(scope, "notification.approve"),
        manage: may(scope, "notification.manage"),
        cancel: may(scope, "job.cancel"),
      }}
      address={address}
      locale={locale}
    />
  );
}
