"use client";

import { Alert, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { WatchedRun } from "@/components/jobs/watched-run";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { formatCount, type Locale } from "@/lib/format";
import { startCheckedAction } from "@/lib/ingest/actions";
import { type OutcomeView, outcomeOf, totalOf } from "@/lib/ingest/outcome";
import { unknownValuesQuery } from "@/lib/ingest/query-options";
import type { JobView } from "@/lib/jobs/queries";
import { ingestMessages } from "@/lib/messages/ingest";
import { words } from "@/lib/messages/message";
import { runMessages } from "@/lib/messages/runs";
import { queryClient } from "@/lib/query-client";
import { CheckedRowsList } from "./checked-rows";
import { CountsTable } from "./counts-table";
import classes from "./ingest.module.css";
import { Notices } from "./notices";

const t = words(ingestMessages, runMessages);

type Issuer = { id: number; code: string; timeZone: string };
type Props = { initial: JobView; issuer: Issuer; changeHref: string; locale: Locale };

/** Step three: the check as it goes, then what it found. */
export function CheckPanel({ initial, issuer, changeHref, locale }: Props) {
  return (
    <>
      <WatchedRun initial={initial} issuer={issuer} mayCancel locale={locale}>
        {(run) => {
          const outcome = outcomeOf(run.result);
          return outcome ? (
            <CheckResult runId={run.id} outcome={outcome} issuer={issuer} changeHref={changeHref} locale={locale} />
          ) : null;
        }}
      </WatchedRun>
      <div className={classes.row}>
        <ButtonLink href={changeHref} variant="default">
          {t("check.change")}
        </ButtonLink>
      </div>
    </>
  );
}

type ResultProps = Omit<Props, "initial"> & { runId: number; outcome: OutcomeView };

function CheckResult({ runId, outcome, issuer, changeHref, locale }: ResultProps) {
  const router = useRouter();
  const total = totalOf(outcome.counts);
  const load = useAction(startCheckedAction, {
    say: "",
    after: (started) =>
      router.push(`/issuer/imports/new?issuer=${issuer.code}&step=load&check=${runId}&run=${started.runId}`),
  });
  const toLoad = total.new + total.updated;
  const isUnchanged = outcome.state === "unchanged";
  return (
    <>
      <Section title={t("check.title")} note={t("check.nothingWritten")} flush>
        <CountsTable counts={outcome.counts} locale={locale} />
        <div className={`${classes.stack} ${classes.pad}`}>
          {isUnchanged ? (
            <Alert variant="light" title={t("check.unchanged")}>
              {t("check.unchangedWhat")}{" "}
              <a href={`/issuer/imports/${outcome.batchId}?issuer=${issuer.code}`}>
                {t("run.toBatch", { id: outcome.batchId ?? "" })}
              </a>
            </Alert>
          ) : (
            <Verdict isAllThere={toLoad === 0 && total.refused === 0} refused={outcome.refusedTotal} locale={locale} />
          )}
          <ActionFailure failure={load.failure} />
          <div className={classes.row}>
            <Button loading={load.pending} onClick={() => load.run({ runId })}>
              {toLoad > 0 && !isUnchanged
                ? t(total.updated > 0 ? "check.loadChanged" : "check.load", {
                    count: formatCount(toLoad, locale),
                    total: toLoad,
                  })
                : t("check.loadNone")}
            </Button>
          </div>
        </div>
      </Section>
      {outcome.refusedTotal > 0 && !isUnchanged ? (
        <UnknownValues runId={runId} issuerId={issuer.id} href={changeHref} locale={locale} />
      ) : null}
      {outcome.refusedTotal > 0 && !isUnchanged ? (
        <CheckedRowsList runId={runId} issuer={issuer} refusedTotal={outcome.refusedTotal} locale={locale} />
      ) : null}
      <Notices notices={outcome.notices} />
    </>
  );
}

function Verdict({ isAllThere, refused, locale }: { isAllThere: boolean; refused: number; locale: Locale }) {
  if (isAllThere) return <p>{t("check.allRepeated")}</p>;
  if (refused === 0) return <p>{t("check.clean")}</p>;
  return (
    <Alert color="yellow" variant="light">
      {t("check.bad", { count: formatCount(refused, locale), total: refused })}
    </Alert>
  );
}

type UnknownProps = { runId: number; issuerId: number; href: string; locale: Locale };

/** Values a check could not understand, and the way to say what they mean. */
function UnknownValues({ runId, issuerId, href, locale }: UnknownProps) {
  const { data: values = [] } = useQuery(unknownValuesQuery(issuerId, runId), queryClient());
  if (values.length === 0) return null;
  return (
    <Section title={t("check.unknown")}>
      <div className={classes.stack}>
        <p>{t("check.unknownWhat")}</p>
        <ul className={classes.list}>
          {values.slice(0, 20).map(({ file, field, label, value, count }) => (
            <li key={`${file} ${field} ${value}`}>
              {t("check.unknownValue", { value, field: label, count: formatCount(count, locale), total: count })} –{" "}
              {file}
            </li>
          ))}
        </ul>
        <div className={classes.row}>
          <ButtonLink href={href} variant="default">
            {t("check.choose")}
          </ButtonLink>
        </div>
      </div>
    </Section>
  );
}
