import type { ReactNode } from "react";
import { DimensionPicker } from "@/components/breakage/dimension-picker";
import { FilterChips } from "@/components/breakage/filters";
import { NoAgeGroups } from "@/components/breakage/no-age-groups";
import { ViewBar } from "@/components/layout/view-bar";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { SavedViews, type Viewer } from "@/components/views/saved-views";
import { type Address, hrefTo, readSort } from "@/lib/address";
import { type Makeable, makeableAt } from "@/lib/breakage/forecast/data-date";
import { forecastOrders } from "@/lib/breakage/forecast/order";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import { apart, type ForecastParams, forecastDimensions, ownDimensions } from "@/lib/breakage/forecast/schema";
import type { CivilDate } from "@/lib/dates";
import { formatDate, type Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import type { IssuerFacts } from "@/lib/identity/queries/session";
import type { JobView } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/forecast";
import type { Milestone } from "@/lib/milestones/milestone";
import classes from "./forecast.module.css";
import { ForecastChart } from "./forecast-chart";
import { ForecastHeadline } from "./forecast-headline";
import { type Behind, forecastPath, quarterPeriod } from "./forecast-hrefs";
import { ForecastRun } from "./forecast-run";
import { ForecastGroups } from "./forecast-table";
import { ForecastTabs } from "./forecast-tabs";
import { MakeForecast } from "./make-forecast";
import { NoForecast } from "./no-forecast";
import { PastTable } from "./past-table";
import { Provenance } from "./provenance";
import { QuarterGrid } from "./quarter-grid";
import { QuarterTable } from "./quarter-table";
import { ThinHistory } from "./thin-history";

type Props = {
  report: ForecastReport;
  milestones: readonly Milestone[];
  params: ForecastParams;
  /** Part of what the address asks for cannot be asked together and was left out. */
  isCutDown: boolean;
  /** The day the reader looks from, chosen or not. */
  asOf: CivilDate;
  earliest: CivilDate | null;
  /** Cut by age, though nobody has said yet which ages belong together. */
  hasNoAgeGroups: boolean;
  /** The newest run that makes forecasts, while it is at work or when its failing is the last word. */
  run: JobView | null;
  lastRunId: number;
  freshness: Freshness;
  issuer: IssuerFacts;
  viewer: Viewer;
  may: { make: boolean; cancel: boolean; manageAgeGroups: boolean };
  address: Address;
  locale: Locale;
};

/** What will never be redeemed: the whole, its quarters, its groups, and how one knows. */
export function ForecastScreen(props: Props) {
  const { report, params, isCutDown, asOf, run, lastRunId, freshness, issuer, viewer, may, address, locale } = props;
  const makeable = makeableAt(asOf, freshness);
  const isBusy = run !== null && isActive(run.state);
  const make = may.make && makeable ? { makeable, lastRunId, isBusy, locale } : null;
  const { currency, version } = report;
  const view = { asOf, knownAt: null, period: { from: asOf, to: asOf }, currency, compare: "none" as const, locale };
  return (
    <>
      <p className="print-only">
        {[
          issuer.name,
          `${t("asOf.label")} ${formatDate(asOf, locale)}`,
          version ? t("forecast.dataTo", { date: formatDate(version.dataDate, locale) }) : "",
          currency,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <PageHeader
        title={t("forecast.title")}
        lead={t("forecast.lead")}
        meta={<Fresh freshness={freshness} timeZone={issuer.timeZone} locale={locale} />}
        actions={
          <>
            {make && version ? <MakeForecast {...make} /> : null}
            <SavedViews screen="forecast" issuer={issuer.code} viewer={viewer} />
          </>
        }
      />
      <ForecastTabs current="forecast" address={address} />
      <ViewBar view={view} currencies={freshness.currencies} show={["currency"]}>
        <DimensionPicker
          by={report.by}
          choices={forecastDimensions}
          apart={apart}
          taken={ownDimensions.filter((name) => params[name] !== undefined)}
        />
      </ViewBar>
      <FilterChips path={forecastPath} filters={params} address={address} />
      {isCutDown ? <p className={classes.note}>{t("forecast.conflict")}</p> : null}
      {report.isKept ? null : <p className={classes.note}>{t("forecast.notKept")}</p>}
      {props.hasNoAgeGroups ? (
        <NoAgeGroups canManage={may.manageAgeGroups} href={hrefTo("/issuer/settings/age-groups", address)} />
      ) : null}
      {run ? <ForecastRun key={run.id} initial={run} issuer={issuer} mayCancel={may.cancel} locale={locale} /> : null}
      <Content
        {...props}
        make={make ? <MakeForecast {...make} isFirst={props.earliest === null} size="sm" /> : null}
        makeable={makeable}
      />
    </>
  );
}

function Content(props: Props & { make: ReactNode; makeable: Makeable | null }) {
  const { report, params, asOf, earliest, freshness, issuer, make, makeable, address, locale } = props;
  const { version, whole, settled, ahead } = report;
  if (!version || !whole || !settled) {
    return (
      <NoForecast
        asOf={asOf}
        earliest={earliest}
        make={make}
        hasData={makeable !== null}
        mayMake={props.may.make}
        address={address}
        locale={locale}
      />
    );
  }
  const provenance = (
    <Provenance
      version={version}
      asOf={asOf}
      makeable={makeable}
      timeZone={issuer.timeZone}
      address={address}
      locale={locale}
    />
  );
  if (version.status !== "ok") {
    return (
      <>
        <ThinHistory version={version} locale={locale} />
        {provenance}
      </>
    );
  }
  if (!report.isKept) return provenance;
  if (report.isEmpty) {
    return (
      <>
        <Section title={t("forecast.figure")} flush>
          <EmptyState title={t("forecast.noCards.title", { currency: report.currency })}>
            {t("forecast.noCards.text", {
              currency: report.currency,
              date: formatDate(version.dataDate, locale),
            })}
          </EmptyState>
        </Section>
        {provenance}
      </>
    );
  }
  const behind: Behind = { dataDate: version.dataDate, currency: version.currency, filters: params, address };
  const [first, last] = [ahead.byQuarter[0]?.quarter, ahead.byQuarter.at(-1)?.quarter];
  const span = {
    from: first ?? version.dataDate,
    to: last ? quarterPeriod(last).to : version.dataDate,
  };
  const shared = { report, behind, locale };
  return (
    <>
      <ForecastHeadline {...shared} report={{ ...report, whole, settled }} firstOn={freshness.firstOn} />
      {provenance}
      <ForecastChart {...shared} milestones={props.milestones} />
      <ForecastGroups {...shared} span={span} sort={readSort(address, forecastOrders, usualSort)} />
      {ahead.groups.length > 0 ? (
        <>
          <QuarterGrid {...shared} />
          <QuarterTable {...shared} />
        </>
      ) : null}
      <PastTable {...shared} />
    </>
  );
}

const usualSort = { by: "breakage", direction: "desc" } as const;
