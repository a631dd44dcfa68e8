"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { formatCount, type Locale } from "@/lib/format";
import { broughtAgainOf, outcomeOf, totalOf } from "@/lib/ingest/outcome";
import type { JobView } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/runs";
import { VERIFY } from "@/lib/rollups/constants";
import classes from "./jobs.module.css";

type Props = { run: JobView; issuerCode: string; locale: Locale };

/** What came of a run that has ended well, and the way there. */
export function RunResult({ run, issuerCode, locale }: Props) {
  const outcome = outcomeOf(run.result);
  const issuer = `issuer=${encodeURIComponent(issuerCode)}`;
  const batchId = outcome?.batchId ?? Number(run.result?.batchId ?? 0);
  const broughtAgain = broughtAgainOf(run.result);
  const total = outcome ? totalOf(outcome.counts) : null;
  return (
    <Section title={t("run.result")}>
      <div className={classes.panel}>
        {total ? (
          <p>
            {t("run.checkResult", {
              new: formatCount(total.new, locale),
              updated: formatCount(total.updated, locale),
              repeated: formatCount(total.repeated, locale),
              refused: formatCount(total.refused, locale),
            })}
          </p>
        ) : null}
        {run.kind === VERIFY ? (
          <p>
            {t("run.verified", {
              facts: formatCount(Number(run.result?.facts), locale),
              comparisons: formatCount(Number(run.result?.comparisons), locale),
            })}
          </p>
        ) : null}
        {run.result?.state === "withdrawn" ? <p>{t("run.withdrawn", { id: batchId })}</p> : null}
        {broughtAgain ? (
          <p>
            {t("run.broughtAgain", {
              count: formatCount(broughtAgain.rows, locale),
              total: broughtAgain.rows,
              batch: broughtAgain.batchId,
            })}
          </p>
        ) : null}
        <div className={classes.top}>
          {outcome?.state === "checked" ? (
            <ButtonLink href={`/issuer/imports/new?step=check&run=${run.id}&${issuer}`}>{t("run.toCheck")}</ButtonLink>
          ) : null}
          {batchId > 0 ? (
            <ButtonLink href={`/issuer/imports/${batchId}?${issuer}`}>{t("run.toBatch", { id: batchId })}</ButtonLink>
          ) : null}
        </div>
      </div>
    </Section>
  );
}
