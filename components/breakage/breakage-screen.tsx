import type { ReactNode } from "react";
import { ViewBar } from "@/components/layout/view-bar";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { PrintHead } from "@/components/ui/print-head";
import { SavedViews, type Viewer } from "@/components/views/saved-views";
import { type Address, firstOf, hrefTo, readSort } from "@/lib/address";
import { crossMeasures } from "@/lib/breakage/cross";
import type { ForecastHeadline } from "@/lib/breakage/forecast/headline";
import { breakageOrders } from "@/lib/breakage/order";
import type { BreakageReport } from "@/lib/breakage/report";
import type { Filters } from "@/lib/breakage/schema";
import type { Freshness } from "@/lib/freshness/freshness";
import type { IssuerFacts } from "@/lib/identity/queries/session";
import { t } from "@/lib/messages/breakage";
import type { View } from "@/lib/view";
import { BreakageChart } from "./breakage-chart";
import { BreakageTable } from "./breakage-table";
import { CrossTable } from "./cross-table";
import { DimensionPicker } from "./dimension-picker";
import { FilterChips } from "./filters";
import { BreakageHeadline } from "./headline";
import { Meanings } from "./meanings";
import { NoAgeGroups } from "./no-age-groups";

type Props = {
  report: BreakageReport;
  /** The estimate beside what is counted; null where nothing has been forecast. */
  forecast: ForecastHeadline | null;
  /** What was recognised as revenue; comes when it is computed. */
  recognised: ReactNode;
  view: View;
  filters: Filters;
  freshness: Freshness;
  issuer: IssuerFacts;
  viewer: Viewer;
  /** Cut by age, though nobody has said yet which ages belong together. */
  hasNoAgeGroups: boolean;
  canManageAgeGroups: boolean;
  address: Address;
};

/** Breakage cut one way or two: the whole, its picture, its rows, and what the word means. */
export function BreakageScreen(props: Props) {
  const { report, forecast, recognised, view, filters, freshness, issuer, viewer, address } = props;
  const { hasNoAgeGroups, canManageAgeGroups } = props;
  const { locale } = view;
  const [down, across] = report.by;
  const sort = readSort(address, breakageOrders, { by: "unredeemed", direction: "desc" });
  const measure = crossMeasures.find((name) => name === firstOf(address.measure)) ?? "unredeemed";
  return (
    <>
      <PrintHead issuer={issuer.name} view={view} />
      <PageHeader
        title={t("breakage.title")}
        lead={t("breakage.lead")}
        meta={<Fresh freshness={freshness} timeZone={issuer.timeZone} locale={locale} />}
        actions={<SavedViews screen="breakage" issuer={issuer.code} viewer={viewer} />}
      />
      <ViewBar view={view} currencies={freshness.currencies}>
        <DimensionPicker by={report.by} />
      </ViewBar>
      <FilterChips path="/issuer/breakage" filters={filters} address={address} />
      {hasNoAgeGroups ? (
        <NoAgeGroups canManage={canManageAgeGroups} href={hrefTo("/issuer/settings/age-groups", address)} />
      ) : null}
      <BreakageHeadline report={report} address={address} locale={locale} />
      {report.rows.length > 0 && down && across ? (
        <CrossTable report={report} dimensions={[down, across]} measure={measure} address={address} locale={locale} />
      ) : null}
      {report.rows.length > 0 && !across ? <BreakageChart report={report} address={address} locale={locale} /> : null}
      <BreakageTable report={report} sort={sort} address={address} locale={locale} />
      <Meanings report={report} forecast={forecast} recognised={recognised} address={address} locale={locale} />
    </>
  );
}
