"use client";

import { useQuery } from "@tanstack/react-query";
import { Block } from "@/components/ui/skeleton";
import type { Address } from "@/lib/address";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval-closer";
import { lateWords } from "@/lib/notifications/approval/late-words";
import type { QueueItem } from "@/lib/notifications/approval/queue-item";
import { approvalDetailQuery } from "@/lib/notifications/query-options";
import { queryClient } from "@/lib/query-client";
import classes from "./approvals.module.css";
import { MessagePreviews } from "./message-previews";
import { SamplesTable } from "./samples-table";
import type { Issuer } from "./use-approvals";

type Props = { item: QueueItem; issuer: Issuer; address: Address; locale: Locale };

/** Read when it is looked at, and kept: going back and forth asks no second time. */
export function PanePeople({ item, issuer, address, locale }: Props) {
  const { data: detail, isError } = useQuery(approvalDetailQuery(issuer.id, item.id), queryClient());
  if (isError) return <p role="alert">{t("approvals.detail.failed")}</p>;
  if (!detail)
    return (
      <div>
        <p role="status" className={classes.quiet}>
          {t("approvals.detail.wait")}
        </p>
        <Block height={8} />
      </div>
    );
  return (
    <>
      {detail.late ? <p className={classes.note}>{lateWords(detail.late, issuer.timeZone, locale).join(" ")}</p> : null}
      <SamplesTable samples={detail.samples} currency={item.currency} address={address} locale={locale} />
      <MessagePreviews detail={detail} language={item.language} />
    </>
  );
}
