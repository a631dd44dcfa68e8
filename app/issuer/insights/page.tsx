import { Suspense } from "react";
import { HistoryTable } from "@/components/insights/history-table";
import { MerchantBreakage } from "@/components/insights/merchant-breakage";
import { Pair } from "@/components/insights/pair";
import { RankedTypes } from "@/components/insights/ranked-types";
import { TopMerchantsTable } from "@/components/insights/top-merchants";
import { TopModels } from "@/components/insights/top-models";
import { windowNote } from "@/components/insights/window-note";
import { ViewBar } from "@/components/layout/view-bar";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { PrintHead } from "@/components/ui/print-head";
import { Block } from "@/components/ui/skeleton";
import { SavedViews } from "@/components/views/saved-views";
import { type Address, readAddress } from "@/lib/address";
import { formatMoney, type Locale } from "@/lib/format";
import { requireScope, type Scope } from "@/lib/identity/scope";
import { getHistoricalBreakage } from "@/lib/insights/queries/history";
import { getMerchantBreakage } from "@/lib/insights/queries/merchant-breakage";
import { getTopMerchants } from "@/lib/insights/queries/merchants";
import { getPercentile, getTopByModel, getTopTypes } from "@/lib/insights/queries/types";
import { type InsightParams, insightParams, merchantBreakageParams, merchantWindow } from "@/lib/insights/schema";
import { t } from "@/lib/messages/breakage";
import { freshnessOf } from "../freshness";
import { localeFor } from "../locale";
import { openAsKept, viewerOf } from "../openings";
import { requirePinned } from "../pinned";

export const metadata = { title: t("insights.title") };

type Shared = { scope: Scope; params: InsightParams; address: Address; locale: Locale };

export default async function InsightsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(insightParams, address);
  const scope = await requireScope("insight.read");
  await openAsKept(scope, "insights", address);
  await requirePinned(scope, address);
  const [freshness, byCount] = await Promise.all([freshnessOf(scope), getTopTypes(scope, params, "count")]);
  const locale = await localeFor(address);
  const view = { ...byCount, compare: "none" as const, locale };
  const shared = { scope, params, address, locale };
  return (
    <>
      <PrintHead issuer={scope.issuer.name} view={view} />
      <PageHeader
        title={t("insights.title")}
        lead={t("insights.lead")}
        meta={<Fresh freshness={freshness} timeZone={scope.issuer.timeZone} locale={view.locale} />}
        actions={<SavedViews screen="insights" issuer={scope.issuer.code} viewer={viewerOf(scope)} />}
      />
      <ViewBar view={view} currencies={freshness.currencies} show={["currency"]} />
      <Pair>
        <RankedTypes
          title={t("insights.topCount")}
          note={windowNote(byCount.period, locale)}
          table="top-types-by-count"
          rows={byCount.rows}
          count={byCount.count}
          total={byCount.total}
          currency={byCount.currency}
          period={byCount.period}
          address={address}
          locale={locale}
        />
        <Suspense fallback={<Block height={28} />}>
          <ByVolume {...shared} />
        </Suspense>
      </Pair>
      <Suspense fallback={<Block height={28} />}>
        <Merchants {...shared} />
      </Suspense>
      <Suspense fallback={<Block height={28} />}>
        <BreakageAtMerchants {...shared} />
      </Suspense>
      <Suspense fallback={<Block height={16} />}>
        <HighPercentile {...shared} />
      </Suspense>
      <Suspense fallback={<Block height={28} />}>
        <Models {...shared} />
      </Suspense>
      <Suspense fallback={<Block height={28} />}>
        <History {...shared} />
      </Suspense>
    </>
  );
}

async function ByVolume({ scope, params, address, locale }: Shared) {
  const top = await getTopTypes(scope, params, "volume");
  return (
    <RankedTypes
      title={t("insights.topVolume")}
      note={windowNote(top.period, locale)}
      table="top-types-by-volume"
      rows={top.rows}
      count={top.count}
      total={top.total}
      currency={top.currency}
      period={top.period}
      address={address}
      locale={locale}
    />
  );
}

async function Merchants({ scope, params, address, locale }: Shared) {
  const { merchantDays: days } = readAddress(merchantWindow, address);
  const merchants = await getTopMerchants(scope, { ...params, days });
  return <TopMerchantsTable merchants={merchants} days={days} address={address} locale={locale} />;
}

async function BreakageAtMerchants({ scope, address, locale }: Shared) {
  const report = await getMerchantBreakage(scope, readAddress(merchantBreakageParams, address));
  return <MerchantBreakage report={report} address={address} locale={locale} />;
}

async function HighPercentile({ scope, params, address, locale }: Shared) {
  const top = await getPercentile(scope, params);
  const dates = windowNote(top.period, locale);
  const threshold = top.threshold === null ? null : formatMoney(top.threshold, top.currency, locale);
  return (
    <RankedTypes
      title={t("insights.percentile")}
      note={threshold === null ? dates : `${t("insights.percentileNote", { threshold })}, ${dates}`}
      table="percentile-90"
      rows={top.rows}
      count={top.count}
      currency={top.currency}
      period={top.period}
      address={address}
      locale={locale}
    />
  );
}

async function Models({ scope, params, address, locale }: Shared) {
  return <TopModels top={await getTopByModel(scope, { ...params, limit: 5 })} address={address} locale={locale} />;
}

async function History({ scope, params, address, locale }: Shared) {
  return <HistoryTable history={await getHistoricalBreakage(scope, params)} address={address} locale={locale} />;
}
