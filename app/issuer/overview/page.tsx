import { Suspense } from "react";
import { ViewBar } from "@/components/layout/view-bar";
import { AgingTable } from "@/components/overview/aging-table";
import { ChangeTable } from "@/components/overview/change-table";
import { ForecastNote } from "@/components/overview/forecast-note";
import { Headline } from "@/components/overview/headline";
import { NoData } from "@/components/overview/no-data";
import { Notes } from "@/components/overview/notes";
import { RecognisedFigure } from "@/components/overview/recognised-figure";
import { Trend } from "@/components/overview/trend";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { PrintHead } from "@/components/ui/print-head";
import { Block } from "@/components/ui/skeleton";
import { SavedViews } from "@/components/views/saved-views";
import { findRecognised } from "@/lib/accounting/queries/recognised";
import { type Address, firstOf, readAddress } from "@/lib/address";
import { findHeadline } from "@/lib/breakage/forecast/queries/headline";
import type { Locale } from "@/lib/format";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/overview";
import { listMilestones } from "@/lib/milestones/queries";
import { listAging } from "@/lib/overview/queries/aging";
import { getChange } from "@/lib/overview/queries/change";
import { listNotes } from "@/lib/overview/queries/notes";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { writingIn } from "@/lib/overview/writing";
import { freshnessOf } from "../freshness";
import { localeFor } from "../locale";
import { openAsKept, viewerOf } from "../openings";
import { requirePinned } from "../pinned";

export const metadata = { title: t("overview.title") };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(overviewParams, address);
  const scope = await requireScope("overview.read");
  await openAsKept(scope, "overview", address);
  await requirePinned(scope, address);
  const mayForecast = may(scope, "forecast.read");
  const [overview, freshness, forecast, milestones] = await Promise.all([
    getOverview(scope, params),
    freshnessOf(scope),
    mayForecast ? findHeadline(scope, params) : null,
    listMilestones(scope),
  ]);
  const { currency, current } = overview;
  const locale = await localeFor(address);
  const { compare, match } = params;
  const view = {
    ...overview,
    period: current.period,
    compare,
    match,
    compared: overview.before?.period ?? null,
    locale,
  };
  const shared = { currency, address, locale };
  const write = writingIn(locale);
  if (freshness.dataUntil === null) return <NoData />;
  return (
    <>
      <PrintHead issuer={scope.issuer.name} view={view} />
      <PageHeader
        title={t("overview.title")}
        lead={t("overview.lead")}
        meta={<Fresh freshness={freshness} timeZone={scope.issuer.timeZone} locale={view.locale} />}
        actions={<SavedViews screen="overview" issuer={scope.issuer.code} viewer={viewerOf(scope)} />}
      />
      <ViewBar view={view} currencies={overview.currencies} usualComparison="previous" />
      <Headline
        overview={overview}
        forecast={forecast}
        recognised={
          may(scope, "accounting.read") ? (
            <Suspense fallback={null}>
              <RecognisedPanel asked={findRecognised(scope, params)} {...shared} />
            </Suspense>
          ) : null
        }
        address={address}
        locale={locale}
      />
      {mayForecast ? <ForecastNote forecast={forecast} address={address} locale={locale} /> : null}
      <Trend overview={overview} milestones={milestones} address={address} locale={locale} />
      <Suspense fallback={<Block height={12} />}>
        <NotesPanel asked={listNotes(scope, params, new Date(), write)} {...shared} />
      </Suspense>
      <Suspense fallback={<Block height={16} />}>
        <ChangePanel asked={getChange(scope, params, write)} {...shared} />
      </Suspense>
      <Suspense fallback={<Block height={22} />}>
        <AgingPanel asked={listAging(scope, params)} {...shared} />
      </Suspense>
    </>
  );
}

type Panel<T> = { asked: Promise<T>; currency: string; address: Address; locale: Locale };

async function ChangePanel({ asked, ...shared }: Panel<Awaited<ReturnType<typeof getChange>>>) {
  return <ChangeTable change={await asked} {...shared} />;
}

async function AgingPanel({ asked, ...shared }: Panel<Awaited<ReturnType<typeof listAging>>>) {
  const agings = await asked;
  const chosen = agings.find(({ view }) => view === firstOf(shared.address.aging))?.view ?? "load";
  return <AgingTable agings={agings} chosen={chosen} {...shared} />;
}

async function RecognisedPanel({ asked, ...shared }: Panel<Awaited<ReturnType<typeof findRecognised>>>) {
  return <RecognisedFigure recognised={await asked} {...shared} />;
}

async function NotesPanel({ asked, ...shared }: Panel<Awaited<ReturnType<typeof listNotes>>>) {
  return <Notes {...(await asked)} {...shared} />;
}
