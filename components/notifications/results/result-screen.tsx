import Link from "next/link";
import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo } from "@/lib/address";
import type { CivilDate } from "@/lib/dates";
import { formatInstant, type Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/notifications-results";
import type { Measurement, ResultDetail } from "@/lib/notifications/queries/results";
import type { OutcomeName } from "@/lib/notifications/trial/figures";
import type { TrialReport } from "@/lib/notifications/trial/report";
import { verdictSentence } from "@/lib/notifications/trial/result-words";
import { ArmsTable } from "./arms-table";
import { EffectChart, type EffectLine } from "./effect-chart";
import { MeasureButton } from "./measure-button";
import { MeasureRun } from "./measure-run";
import { MeasurementTable } from "./measurement-table";
import { MoneyTable } from "./money-table";
import { ResultFigures } from "./result-figures";
import classes from "./results.module.css";
import { Outcomes, Strata } from "./trial-tables";
import { VerdictMark } from "./verdict-mark";

type Props = {
  result: ResultDetail;
  run: JobView | null;
  lastRunId: number;
  asOf: CivilDate;
  issuer: { id: number; timeZone: string };
  may: { measure: boolean; cancel: boolean };
  address: Address;
  locale: Locale;
};

/** One batch against its hold-out: the verdict and why, both arms, the intervals, the money, and how the trial was drawn. */
export function ResultScreen({ result, run, lastRunId, asOf, issuer, may, address, locale }: Props) {
  const { batchId, newest } = result;
  const isBusy = run !== null && isActive(run.state);
  return (
    <>
      <PageHeader
        title={t("results.titleOf", { id: batchId })}
        lead={t("results.leadOf", {
          reason: t(`notify.reason.${result.reason}`),
          channel: t(`notify.channel.${result.channel}`),
          day: formatInstant(result.startedAt, issuer.timeZone, locale),
          days: result.horizonDays,
        })}
        above={<Link href={hrefTo("/issuer/notifications/results", address)}>{t("results.back")}</Link>}
        meta={<VerdictMark newest={newest} />}
        actions={
          <>
            {may.measure ? <MeasureButton {...{ batchId, asOf, lastRunId, isBusy, locale }} /> : null}
            <ButtonLink href={hrefTo(`/issuer/notifications/${batchId}`, address)} size="xs" variant="default">
              {t("results.toBatch")}
            </ButtonLink>
          </>
        }
      />
      <NotificationTabs current="results" address={address} />
      {run ? <MeasureRun key={run.id} initial={run} issuer={issuer} mayCancel={may.cancel} locale={locale} /> : null}
      {newest ? <Measured result={result} newest={newest} locale={locale} /> : null}
    </>
  );
}

function Measured({ result, newest, locale }: { result: ResultDetail; newest: Measurement; locale: Locale }) {
  const { currency } = result;
  const { effects, verdict } = newest.report;
  const [first, ...others] = effects ? linesOf(effects, newest.report.basis) : [];
  return (
    <>
      <p className={classes.sentence}>{verdictSentence(result, locale)}</p>
      {verdict === "ratio-broken" ? null : <ResultFigures newest={newest} currency={currency} locale={locale} />}
      {effects ? <ArmsTable newest={newest} effects={effects} currency={currency} locale={locale} /> : null}
      {first ? <EffectChart lines={[first, ...others]} currency={currency} locale={locale} /> : null}
      {verdict === "ratio-broken" ? null : <MoneyTable result={result} newest={newest} locale={locale} />}
      <Strata result={result} newest={newest} locale={locale} />
      <Outcomes newest={newest} locale={locale} />
      <MeasurementTable measurements={result.measurements} currency={currency} locale={locale} />
    </>
  );
}

/** Amounts that have an interval, the one of the verdict first. */
function linesOf(effects: NonNullable<TrialReport["effects"]>, basis: TrialReport["basis"]): EffectLine[] {
  const shown: readonly OutcomeName[] = basis === "scores" ? ["redeemed", "above", "left"] : ["redeemed", "above"];
  return shown.flatMap((key) => {
    const { raw, adjusted } = effects[key];
    return raw && adjusted ? [{ key, what: t(`results.outcome.${key}`), raw, adjusted }] : [];
  });
}
