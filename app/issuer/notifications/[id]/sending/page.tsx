import { SendingScreen } from "@/components/notifications/sending/sending-screen";
import { type Address, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { getBatch } from "@/lib/notifications/queries/batch";
import { getSendingFigures } from "@/lib/notifications/queries/live";
import { listMessages } from "@/lib/notifications/queries/messages";
import { listUnsettled } from "@/lib/notifications/queries/unsettled";
import { sendingParams } from "@/lib/notifications/sending/schema";
import { parsePathId } from "../../../imports/path-id";
import { localeFor } from "../../../locale";
import { orNotFound } from "../../../or-not-found";

export const metadata = { title: t("sending.title") };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export default async function SendingPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("notification.read");
  const batchId = parsePathId(id);
  const { page } = readAddress(sendingParams, address);
  const now = new Date();
  const batch = await orNotFound(getBatch(scope, batchId, now));
  const [figures, unsettled, messages, locale] = await Promise.all([
    getSendingFigures(scope, batchId, now),
    listUnsettled(scope, batchId),
    listMessages(scope, batchId, page),
    localeFor(address),
  ]);
  return (
    <SendingScreen
      batch={{ id: batch.id, reason: batch.reason }}
      figures={figures}
      unsettled={unsettled}
      messages={messages}
      page={page}
      drawnAt={now.toISOString()}
      issuer={{ id: scope.issuerId, timeZone: scope.issuer.timeZone }}
      may={{
        hold: may(scope, "notification.approve") || may(scope, "notification.manage"),
        approve: may(scope, "notification.approve"),
      }}
      address={address}
      locale={locale}
    />
  );
}
