import { ApprovalsScreen } from "@/components/notifications/approval/approvals-screen";
import { PausedNotice } from "@/components/notifications/hold/paused-notice";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, readAddress } from "@/lib/address";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/message";
import { approvalsParams } from "@/lib/notifications/approval/schema";
import { pauseOf } from "@/lib/notifications/approval/issuer-pause";
import { listApprovals } from "@/lib/notifications/queries/approvals";
import { localeFor } from "../../issuer/locale";

export const metadata = { title: t("approvals.title") };

/** Opening it changes nothing, whoever opens it: a decision is a press of a button of a person who is signed in. */
export default async function ApprovalsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("notification.approve");
  const address = await searchParams;
  const { batch } = readAddress(approvalsParams, address);
  const [queue, locale] = await Promise.all([listApprovals(scope, new Date()), localeFor(address)]);
  return (
    <>
      <PageHeader title={t("approvals.title")} lead={t("approvals.lead")} />
      <ApprovalsScreen
        initial={queue}
        wantedId={batch ?? null}
        issuer={{ id: scope.issuerId, timeZone: scope.issuer.timeZone }}
        viewer={{ personId: scope.personId ?? 0, name: scope.actor }}
        address={address}
        locale={locale}
      />
      <PausedNotice pause={pauseOf(setting)} mayResume timeZone={scope.issuer.timeZone} locale={locale} />
    </>
  );
        making={newest ?? null}
}
