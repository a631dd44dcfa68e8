import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, formatDateRange, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import { batchTitle, languageName } from "@/lib/notifications/proposals/batch-words";
import type { BatchListed } from "@/lib/notifications/queries/batches";
import { BatchState } from "./batch-state";
import classes from "./proposals.module.css";

type Props = { batches: readonly BatchListed[]; empty: ReactNode; after?: ReactNode; address: Address; locale: Locale };

export function ProposalTable({ batches, empty, after, address, locale }: Props) {
  const columns: Column<BatchListed>[] = [
    {
      key: "batch",
      title: t("notify.column.batch"),
      cell: (batch) => (
        <>
          <Link href={hrefTo(`/issuer/notifications/${batch.id}`, address)} prefetch={false}>
            {batchTitle(batch)}
          </Link>
          <span className={classes.under}>
            {t(`notify.channel.${batch.channel}`)}, {languageName(batch.language)}
          </span>
        </>
      ),
    },
    { key: "state", title: t("notify.column.state"), cell: ({ state }) => <BatchState state={state} /> },
    {
      key: "window",
      title: t("notify.column.window"),
      wide: true,
      cell: ({ windowFrom, windowTo }) => formatDateRange(windowFrom, windowTo, locale),
    },
    {
      key: "people",
      title: t("notify.column.people"),
      numeric: true,
      cell: ({ people, audience }) => (
        <>
          {formatCount(people, locale)}
          <span className={classes.under}>{t("notify.column.of", { audience: formatCount(audience, locale) })}</span>
        </>
      ),
    },
    {
      key: "value",
      title: t("notify.column.value"),
      numeric: true,
      wide: true,
      cell: ({ valueAtStake, currency }) => formatMoney(valueAtStake, currency, locale),
    },
    {
      key: "delay",
      title: t("notify.column.delay"),
      numeric: true,
      cell: ({ delayCost, currency }) => formatMoney(delayCost, currency, locale),
    },
    {
      key: "uplift",
      title: t("notify.column.uplift"),
      numeric: true,
      wide: "very",
      cell: ({ upliftExpected, currency }) => formatMoney(BigInt(Math.round(upliftExpected)), currency, locale),
    },
    {
      key: "proposed",
      title: t("notify.column.proposedBy"),
      wide: true,
      cell: ({ proposedByName }) => proposedByName,
    },
  ];
  return (
    <DataTable
      caption={t("notify.proposals.caption")}
      rows={batches}
      rowKey={({ id }) => String(id)}
      columns={columns}
      empty={empty}
      after={after}
    />
  );
}
