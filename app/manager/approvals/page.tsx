import { ApprovalsScreen } from "@/components/notifications/approval/approvals-screen";
import { PausedNotice } from "@/components/notifications/hold/paused-notice";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { listJobs } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/notifications-approval";
import { pauseOf } from "@/lib/notifications/approval/issuer-pause";
import { approvalsParams } from "@/lib/notifications/approval/schema";
import { PROPOSE } from "@/lib/notifications/constants";
import { listApprovals } from "@/lib/notifications/queries/approvals";
import { findSetting } from "@/lib/notifications/queries/settings";
import { localeFor } from "../../issuer/locale";

export const metadata = { title: t("approvals.title") };

/** Opening it changes nothing, whoever opens it: a decision is a press of a button of a person who is signed in. */
export default async function ApprovalsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("notification.approve");
  const address = await searchParams;
  const { batch } = readAddress(approvalsParams, address);
  const [queue, setting, [newest], locale] = await Promise.all([
    listApprovals(scope, new Date()),
    findSetting(scope),
    may(scope, "job.read") ? listJobs(scope, { kind: PROPOSE, states: ["queued", "running"], limit: 1 }) : [],
    localeFor(address),
  ]);
  return (
    <>
      <PageHeader title={t("approvals.title")} lead={t("approvals.lead")} />
      <PausedNotice pause={pauseOf(setting)} mayResume timeZone={scope.issuer.timeZone} locale={locale} />
      <ApprovalsScreen
        initial={queue}
        making={newest ?? null}
        wantedId={batch ?? null}
        issuer={{ id: scope.issuerId, timeZone: scope.issuer.timeZone }}
        viewer={{ personId: scope.personId ?? 0, name: scope.actor }}
        address={address}
        locale={locale}
      />
    </>
  );
}
