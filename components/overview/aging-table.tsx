import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { formatAmount, formatCount, formatDate, formatMoney, formatRate, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { words } from "@/lib/messages/message";
import { overviewMessages } from "@/lib/messages/overview";
import { screenMessages } from "@/lib/messages/screens";
import { ratio } from "@/lib/money";
import { ALL_OWED, cardsBehind } from "@/lib/overview/aging";
import type { Aging, AgingBucket, AgingView } from "@/lib/overview/overview";
import classes from "./overview.module.css";

const t = words(screenMessages, breakageMessages, overviewMessages);

type Props = { agings: readonly Aging[]; chosen: AgingView; currency: string; address: Address; locale: Locale };

/** What is owed by age, seen three ways. The total stands in the head, so that one sees it is the same in all three. */
export function AgingTable({ agings, chosen, currency, address, locale }: Props) {
  const aging = agings.find((candidate) => candidate.view === chosen) ?? agings[0];
  if (!aging) return null;
  const cardsHref = (bucket: AgingBucket) => hrefTo("/issuer/cards", address, cardsBehind(aging.view, bucket));
  const allHref = hrefTo("/issuer/cards", address, ALL_OWED);
  const columns: Column<AgingBucket>[] = [
    {
      key: "bucket",
      title: t(`aging.${aging.view}`),
      cell: (bucket) => (
        <Link href={cardsHref(bucket)} prefetch={false}>
          {bucketName(aging.view, bucket, locale)}
        </Link>
      ),
      foot: (
        <Link href={allHref} prefetch={false}>
          {t("table.total")}
        </Link>
      ),
    },
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      cell: (bucket) => formatCount(bucket.cards, locale),
      foot: formatCount(aging.cards, locale),
    },
    {
      key: "owed",
      title: t("figures.owed"),
      numeric: true,
      cell: (bucket) => formatAmount(bucket.owed, currency, locale),
      foot: formatAmount(aging.total, currency, locale),
    },
    {
      key: "share",
      title: t("figures.share"),
      numeric: true,
      cell: (bucket) => <Share share={ratio(bucket.owed, aging.total)} locale={locale} />,
    },
  ];
  return (
    <Section
      title={t("aging.title")}
      note={t("aging.note", { total: formatMoney(aging.total, currency, locale) })}
      actions={
        <>
          <LinkTabs
            label={t("aging.views")}
            tabs={agings.map(({ view }) => ({
              key: view,
              label: t(`aging.${view}`),
              href: hrefWith("/issuer/overview", address, { aging: view === "load" ? null : view }),
              isCurrent: view === aging.view,
            }))}
          />
          <ExportMenu table={`aging-${aging.view}`} count={aging.buckets.length} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        caption={`${t("aging.title")}, ${t(`aging.${aging.view}`)}`}
        columns={columns}
        rows={aging.buckets}
        rowKey={(bucket) => bucket.id}
        rowHref={cardsHref}
        footHref={allHref}
        empty={<EmptyState title={t("aging.none")}>{t("aging.noneHint")}</EmptyState>}
      />
    </Section>
  );
}

function Share({ share, locale }: { share: number | null; locale: Locale }) {
  return (
    <span className={classes.share}>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.max(0, Math.min(1, share ?? 0)) * 100}%` }} />
      </span>
      <span className={classes.percent}>{formatRate(share, locale)}</span>
    </span>
  );
}

/** A bucket is named by its dates: "last 90 days" would mean another thing tomorrow. */
export function bucketName(view: AgingView, bucket: AgingBucket, locale: Locale): string {
  const { from, to } = bucket;
  if (from === null && to === null) return t(`aging.never.${view}`);
  if (from === null && to !== null) return t("aging.until", { date: formatDate(to, locale) });
  if (from !== null && to === null) return t("aging.since", { date: formatDate(from, locale) });
  return t("aging.between", { from: formatDate(from ?? "", locale), to: formatDate(to ?? "", locale) });
}
