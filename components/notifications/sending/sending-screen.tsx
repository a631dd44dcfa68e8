import Link from "next/link";
import { BatchState } from "@/components/notifications/proposals/batch-state";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo } from "@/lib/address";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import { batchTitle } from "@/lib/notifications/proposals/batch-words";
import type { BatchDetail } from "@/lib/notifications/queries/batch";
import type { MessageLine } from "@/lib/notifications/queries/messages";
import type { Unsettled } from "@/lib/notifications/queries/unsettled";
import type { SendingFigures } from "@/lib/notifications/sending/figures";
import { NotificationTabs } from "../notification-tabs";
import { HoldButtons } from "./hold-buttons";
import { LiveFigures } from "./live-figures";
import { MessageTable } from "./message-table";
import { UnsettledTable } from "./unsettled-table";

type Props = {
  batch: Pick<BatchDetail, "id" | "reason">;
  figures: SendingFigures;
  unsettled: readonly Unsettled[];
  messages: { items: readonly MessageLine[]; total: number };
  page: number;
  drawnAt: string;
  issuer: { id: number; timeZone: string };
  may: { hold: boolean; approve: boolean };
  address: Address;
  locale: Locale;
};

/** A batch on its way out: what has left, what has not, and what a person has to settle. */
export function SendingScreen(props: Props) {
  const { batch, figures, unsettled, messages, page, drawnAt, issuer, may, address, locale } = props;
  return (
    <>
      <PageHeader
        title={`${batchTitle(batch)}: ${t("sending.title")}`}
        lead={t("sending.lead")}
        above={<Link href={hrefTo(`/issuer/notifications/${batch.id}`, address)}>{t("sending.back")}</Link>}
        meta={<BatchState state={figures.state} />}
        actions={<HoldButtons batchId={batch.id} state={figures.state} may={{ hold: may.hold, resume: may.approve }} />}
      />
      <NotificationTabs current="proposals" address={address} />
      <LiveFigures initial={figures} issuer={issuer} drawnAt={drawnAt} mayResume={may.approve} locale={locale} />
      <UnsettledTable messages={unsettled} maySettle={may.approve} locale={locale} />
      <MessageTable
        batchId={batch.id}
        messages={messages}
        page={page}
        timeZone={issuer.timeZone}
        address={address}
        locale={locale}
      />
    </>
  );
}
