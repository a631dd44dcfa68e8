"use client";

import { useEffect } from "react";
import { WatchedRun } from "@/components/jobs/watched-run";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { formatCount, type Locale } from "@/lib/format";
import { type OutcomeView, outcomeOf } from "@/lib/ingest/outcome";
import type { JobView } from "@/lib/jobs/queries";
import { ingestMessages } from "@/lib/messages/ingest";
import { words } from "@/lib/messages/message";
import { runMessages } from "@/lib/messages/runs";
import { CountsTable } from "./counts-table";
import { figuresHref } from "./figures-href";
import classes from "./ingest.module.css";
import { Notices } from "./notices";
import { forgetDrafts } from "./use-draft";

const t = words(ingestMessages, runMessages);

type Issuer = { id: number; code: string; timeZone: string };
type Props = {
  initial: JobView;
  issuer: Issuer;
  fileIds: readonly number[];
  backHref: string | null;
  locale: Locale;
};

/** Step four: the load as it goes, then where its facts can be seen. */
export function LoadPanel({ initial, issuer, fileIds, backHref, locale }: Props) {
  return (
    <>
      <WatchedRun initial={initial} issuer={issuer} mayCancel locale={locale}>
        {(run) => {
          const outcome = outcomeOf(run.result);
          return outcome ? <LoadResult outcome={outcome} issuer={issuer} fileIds={fileIds} locale={locale} /> : null;
        }}
      </WatchedRun>
      {backHref ? (
        <div className={classes.row}>
          <ButtonLink href={backHref} variant="subtle">
            {t("run.toCheck")}
          </ButtonLink>
        </div>
      ) : null}
    </>
  );
}

type ResultProps = Pick<Props, "issuer" | "fileIds" | "locale"> & { outcome: OutcomeView };

function LoadResult({ outcome, issuer, fileIds, locale }: ResultProps) {
  useEffect(() => forgetDrafts(fileIds), [fileIds]);
  const { batchId, lastOn, refusedTotal, healed } = outcome;
  const id = batchId ?? 0;
  const isUnchanged = outcome.state === "unchanged";
  return (
    <>
      <Section title={t("load.title")} flush>
        <CountsTable counts={outcome.counts} locale={locale} />
        <div className={`${classes.stack} ${classes.pad}`}>
          <p role="status">{t(isUnchanged ? "load.unchanged" : "load.batch", { id })}</p>
          {healed > 0 ? <p>{t("load.healed", { count: formatCount(healed, locale), total: healed })}</p> : null}
          {refusedTotal > 0 ? (
            <p>{t("batch.refusedOpen", { count: formatCount(refusedTotal, locale), total: refusedTotal })}</p>
          ) : null}
          <div className={classes.row}>
            <ButtonLink href={figuresHref("/issuer/breakage", issuer.code, lastOn)}>{t("batch.toBreakage")}</ButtonLink>
            <ButtonLink href={figuresHref("/issuer/overview", issuer.code, lastOn)} variant="default">
              {t("batch.toOverview")}
            </ButtonLink>
            <ButtonLink href={`/issuer/imports/${id}?issuer=${issuer.code}`} variant="default">
              {t("load.openBatch")}
            </ButtonLink>
            {refusedTotal > 0 ? (
              <ButtonLink href={`/issuer/imports/kept-aside?issuer=${issuer.code}&batch=${id}`} variant="default">
                {t("batch.refusedShow")}
              </ButtonLink>
            ) : null}
            <ButtonLink href={`/issuer/imports/new?issuer=${issuer.code}`} variant="subtle">
              {t("load.another")}
            </ButtonLink>
          </div>
        </div>
      </Section>
      <Notices notices={outcome.notices} />
    </>
  );
}
