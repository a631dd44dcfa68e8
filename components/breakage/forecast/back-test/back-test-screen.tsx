import { CurrencyPicker } from "@/components/layout/currency-picker";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, readAddress } from "@/lib/address";
import type { BackTestPage } from "@/lib/breakage/forecast/queries/back-test-page";
import { backTestParts } from "@/lib/breakage/forecast-view/back-test-parts";
import { type KeptSummary, keptSummary } from "@/lib/breakage/forecast-view/kept-summary";
import { partsParams } from "@/lib/breakage/forecast-view/schema";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { ForecastTabs } from "../forecast-tabs";
import { VersionLink } from "../version-link";
import { AgeTable } from "./age-table";
import { CoverageChart } from "./coverage-chart";
import { CutsTable } from "./cuts-table";
import { IssueTable } from "./issue-table";
import { MethodTable } from "./method-table";
import { PartsTable } from "./parts-table";
import { RedemptionTable } from "./redemption-table";
import { ScoreTest } from "./score-test";
import { TypeMethodTable } from "./type-method-table";
import { TypeTable } from "./type-table";
import { Verdict } from "./verdict";

type Props = {
  page: BackTestPage;
  currencies: readonly string[];
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** How the forecast did at past month ends: the verdict, every method, whether ranges held, and where it erred. */
export function BackTestScreen({ page, currencies, timeZone, address, locale }: Props) {
  const { version, currency } = page;
  const summary = version && keptSummary(version.summary);
  return (
    <>
      <PageHeader
        title={t("backTest.title")}
        lead={t("backTest.lead")}
        meta={version ? <VersionLink version={version} timeZone={timeZone} address={address} locale={locale} /> : null}
        actions={<CurrencyPicker currencies={currencies} value={currency} />}
      />
      <ForecastTabs current="back-test" address={address} />
      {version && summary ? (
        <Found page={{ ...page, version }} summary={summary} address={address} locale={locale} />
      ) : (
        <Section title={t("backTest.title")} flush>
          <EmptyState
            title={t("backTest.none.title")}
            action={
              <ButtonLink href={hrefTo("/issuer/forecast", address)}>{t("forecastType.openForecast")}</ButtonLink>
            }
          >
            {t("backTest.none.text")}
          </EmptyState>
        </Section>
      )}
    </>
  );
}

type FoundProps = {
  page: BackTestPage & { readonly version: NonNullable<BackTestPage["version"]> };
  summary: KeptSummary;
  address: Address;
  locale: Locale;
};

function Found({ page: { version, report: backtest, names, currency, scores }, summary, address, locale }: FoundProps) {
  const { choice, calibration, issues, issueCount } = summary;
  const scoreTest = <ScoreTest past={scores} locale={locale} />;
  const issueTable = <IssueTable issues={issues} count={issueCount} names={names} address={address} locale={locale} />;
  if (backtest?.status !== "ok") {
    return (
      <>
        <Section title={t("backTest.verdict")} flush>
          <EmptyState title={t("backTest.short.title")}>{t("backTest.short.text")}</EmptyState>
        </Section>
        {scoreTest}
        {issueTable}
      </>
    );
  }
  const parts = backTestParts(backtest, readAddress(partsParams, address));
  return (
    <>
      <Verdict choice={choice} report={backtest} locale={locale} />
      <CoverageChart report={backtest} locale={locale} />
      <AgeTable report={backtest} calibration={calibration} address={address} locale={locale} />
      <MethodTable choice={choice} report={backtest} locale={locale} />
      <CutsTable cuts={backtest.cuts} currency={currency} address={address} locale={locale} />
      <RedemptionTable report={backtest} currency={currency} address={address} locale={locale} />
      <TypeTable
        rows={backtest.shown.byType}
        names={names}
        version={version.id}
        currency={currency}
        address={address}
        locale={locale}
      />
      <div id="parts">
        {parts ? (
          <PartsTable
            parts={parts}
            names={names}
            version={version.id}
            currency={currency}
            address={address}
            locale={locale}
          />
        ) : null}
      </div>
      <TypeMethodTable report={backtest} names={names} version={version.id} address={address} locale={locale} />
      {scoreTest}
      {issueTable}
    </>
  );
}
