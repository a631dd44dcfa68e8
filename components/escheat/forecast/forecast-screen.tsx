import type { ReactNode } from "react";
import { FilterChips } from "@/components/breakage/filters";
import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { ViewBar } from "@/components/layout/view-bar";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { SavedViews, type Viewer } from "@/components/views/saved-views";
import type { Address } from "@/lib/address";
import type { CivilDate } from "@/lib/dates";
import type { KeptSummary } from "@/lib/escheat/forecast/kept";
import { type EscheatParams, NO_JURISDICTION } from "@/lib/escheat/forecast/schema";
import type { EscheatReport } from "@/lib/escheat/queries/forecast";
import type { EscheatVersion } from "@/lib/escheat/queries/forecast-versions";
import { formatDate, type Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import type { IssuerFacts } from "@/lib/identity/queries/session";
import type { JobView } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/escheat-forecast";
import { CounselTable } from "./counsel-table";
import { ForecastRun } from "./forecast-run";
import { GroupTable } from "./group-table";
import { Headline } from "./headline";
import { forecastPath } from "./hrefs";
import { MakeForecast } from "./make-forecast";
import { NoForecast } from "./no-forecast";
import { PlaceTable } from "./place-table";
import { Provenance } from "./provenance";
import { ReadingsTable } from "./readings-table";
import { YearChart } from "./year-chart";
import { YearGrid } from "./year-grid";
import { YearRanges } from "./year-ranges";

type Props = {
  report: EscheatReport;
  params: EscheatParams;
  /** The day the reader looks from, chosen or not. */
  asOf: CivilDate;
  earliest: CivilDate | null;
  /** The newest run that makes these forecasts, while it is at work or when its failing is the last word. */
  run: JobView | null;
  lastRunId: number;
  freshness: Freshness;
  issuer: IssuerFacts;
  viewer: Viewer;
  may: { make: boolean; cancel: boolean };
  address: Address;
  locale: Locale;
};

/** What falls to states: the whole, its years and jurisdictions, and what stands between it and being relied on. */
export function ForecastScreen(props: Props) {
  const { report, params, asOf, run, lastRunId, freshness, issuer, viewer, may, address, locale } = props;
  const isBusy = run !== null && isActive(run.state);
  const hasData = freshness.dataUntil !== null;
  const make = may.make && hasData ? { asOf, lastRunId, isBusy, locale } : null;
  const view = {
    asOf,
    knownAt: null,
    period: { from: asOf, to: asOf },
    currency: report.currency,
    compare: "none" as const,
    locale,
  };
  return (
    <>
      <p className="print-only">
        {[issuer.name, `${t("asOf.label")} ${formatDate(report.version?.asOf ?? asOf, locale)}`, report.currency].join(
          " · ",
        )}
      </p>
      <PageHeader
        title={t("escheat.forecast.title")}
        lead={t("escheat.forecast.lead")}
        meta={<Fresh freshness={freshness} timeZone={issuer.timeZone} locale={locale} />}
        actions={
          <>
            {make && report.version ? <MakeForecast {...make} /> : null}
            <SavedViews screen="escheat" issuer={issuer.code} viewer={viewer} />
          </>
        }
      />
      <EscheatTabs current="forecast" address={address} />
      <ViewBar view={view} currencies={freshness.currencies} show={["currency"]} />
      <FilterChips path={forecastPath} filters={params} address={address} />
      {run ? <ForecastRun key={run.id} initial={run} issuer={issuer} mayCancel={may.cancel} locale={locale} /> : null}
      <Content
        {...props}
        hasData={hasData}
        make={make ? <MakeForecast {...make} isFirst={props.earliest === null} size="sm" /> : null}
      />
    </>
  );
}

function Content(props: Props & { make: ReactNode; hasData: boolean }) {
  const { report, asOf, earliest, make, hasData, may, address, locale } = props;
  const { version, summary } = report;
  if (version && summary) return <Made {...props} version={version} summary={summary} />;
  return (
    <NoForecast
      asOf={asOf}
      earliest={earliest}
      make={make}
      hasData={hasData}
      mayMake={may.make}
      address={address}
      locale={locale}
    />
  );
}

function Made({
  report: { table, readLaws },
  version,
  summary,
  params,
  asOf,
  issuer,
  address,
  locale,
}: Props & { version: EscheatVersion; summary: KeptSummary }) {
  const behind = { version, params, address };
  const shared = { table, behind, locale };
  const { currency } = version;
  const place = params.state === NO_JURISDICTION ? "" : params.state;
  const years = table.years.filter(({ foreseen }) => foreseen > 0n);
  const counsel = summary.counsel
    .filter(({ jurisdiction }) => place === undefined || jurisdiction === place)
    .toSorted((a, b) => Number(BigInt(b.balance) - BigInt(a.balance)));
  return (
    <>
      <Headline {...shared} summary={summary} />
      <Provenance summary={summary} behind={behind} asOf={asOf} timeZone={issuer.timeZone} locale={locale} />
      <YearChart {...shared} />
      <YearGrid {...shared} />
      {summary.forecastTo !== null && years.length > 0 ? (
        <YearRanges
          currency={currency}
          locale={locale}
          years={years.map(({ reportYear, foreseen, range }) => ({
            year: reportYear,
            expected: Number(foreseen),
            ...range,
          }))}
        />
      ) : null}
      {readLaws.map((law) => (
        <ReadingsTable key={law.property ?? ""} law={law} currency={currency} locale={locale} />
      ))}
      <PlaceTable {...shared} />
      <GroupTable {...shared} />
      <CounselTable lines={counsel} currency={currency} address={address} locale={locale} />
    </>
  );
}
