import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import type { Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import type { JobView } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/notifications-results";
import type { ResultListed } from "@/lib/notifications/queries/results";
import type { LearnedLine } from "@/lib/notifications/trial/learned";
import { batchLedgers, totalsOf } from "@/lib/notifications/trial/money";
import { LearnedTable } from "./learned-table";
import { MeasureButton } from "./measure-button";
import { MeasureRun } from "./measure-run";
import { ResultTable } from "./result-table";
import { type Rise, RiseChart } from "./rise-chart";
import { TotalTable } from "./total-table";

type Props = {
  results: readonly ResultListed[];
  learned: readonly LearnedLine[];
  /** The newest measurement's run, while it is at work or when its failing is the last word. */
  run: JobView | null;
  lastRunId: number;
  freshness: Freshness;
  issuer: { id: number; timeZone: string };
  may: { measure: boolean; manage: boolean; cancel: boolean };
  address: Address;
  locale: Locale;
};

/** What all reminders brought: each batch's verdict, the sum of the money, and what the next proposals can learn. */
export function ResultsScreen(props: Props) {
  const { results, run, lastRunId, freshness, issuer, may, address, locale } = props;
  const isBusy = run !== null && isActive(run.state);
  return (
    <>
      <PageHeader
        title={t("results.title")}
        lead={t("results.lead")}
        meta={<Fresh freshness={freshness} timeZone={issuer.timeZone} locale={locale} />}
        actions={
          may.measure && results.length > 0 ? (
            <MeasureButton asOf={freshness.asOf} lastRunId={lastRunId} isBusy={isBusy} locale={locale} />
          ) : null
        }
      />
      <NotificationTabs current="results" address={address} />
      {run ? <MeasureRun key={run.id} initial={run} issuer={issuer} mayCancel={may.cancel} locale={locale} /> : null}
      {results.length === 0 ? (
        <Section title={t("results.all")} flush>
          <EmptyState
            title={t("results.none")}
            action={<ButtonLink href={hrefTo("/issuer/notifications", address)}>{t("results.none.action")}</ButtonLink>}
          >
            {t("results.none.text")}
          </EmptyState>
        </Section>
      ) : (
        <Found {...props} />
      )}
    </>
  );
}

function Found({ results, learned, issuer, may, address, locale }: Props) {
  const rises = results.flatMap(riseOf);
  const currencies = [...new Set(results.map(({ currency }) => currency))].sort();
  return (
    <>
      {rises.length > 0 ? <RiseChart rises={rises.slice(0, 30)} locale={locale} /> : null}
      <ResultTable results={results} timeZone={issuer.timeZone} address={address} locale={locale} />
      {currencies.map((currency) => {
        const own = results.filter((row) => row.currency === currency);
        const ledgers = own.flatMap(batchLedgers);
        if (ledgers.length === 0) return null;
        const isCostKnown = own.every((row) => row.isCostKnown);
        const totals = totalsOf(ledgers);
        return <TotalTable key={currency} {...{ totals, isCostKnown, currency, locale }} />;
      })}
      <LearnedTable lines={learned} mayManage={may.manage} locale={locale} />
    </>
  );
}

function riseOf({ batchId, newest }: ResultListed): Rise[] {
  const found = newest?.report.effects?.any.adjusted;
  if (!newest || !found) return [];
  const { effect, low, high } = found;
  const helped = newest.report.verdict === "helped";
  return [{ batchId, effect, low, high, isFinal: newest.complete, helped }];
}
