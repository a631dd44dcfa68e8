"use client";

import { Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/states";
import { formatInstant, type Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { runListQuery } from "@/lib/jobs/query-options";
import { durationBetween, isActive, percentOf } from "@/lib/jobs/run-text";
import type { RunListInput } from "@/lib/jobs/schema";
import { t } from "@/lib/messages/runs";
import classes from "./jobs.module.css";
import { queueNote } from "./queue-note";
import { RunButtons } from "./run-buttons";
import { RunState } from "./run-state";

type Props = {
  initial: JobView[];
  input: RunListInput;
  issuer: { id: number; code: string; timeZone: string };
  mayCancel: boolean;
  locale: Locale;
  olderHref: string | null;
  newestHref: string | null;
};

/** Rows keep their place while their contents change, so that nothing flickers or jumps. */
export function RunsTable({ initial, input, issuer, mayCancel, locale, olderHref, newestHref }: Props) {
  const { data: runs, isError } = useQuery(runListQuery(issuer.id, input, initial));
  const { timeZone } = issuer;
  const columns: Column<JobView>[] = [
    {
      key: "what",
      title: t("runs.what"),
      cell: (run) => (
        <span className={classes.name}>
          <Link href={`/issuer/runs/${run.id}?issuer=${encodeURIComponent(issuer.code)}`} prefetch={false}>
            {run.label}
          </Link>
          {run.error && run.state !== "done" ? <span className={classes.error}>{run.error}</span> : null}
        </span>
      ),
    },
    {
      key: "state",
      title: t("runs.state"),
      cell: (run) => (
        <>
          <RunState run={run} />
          <span className={classes.muted}> {queueNote(run, timeZone, locale)}</span>
        </>
      ),
    },
    {
      key: "progress",
      title: t("runs.progress"),
      cell: (run) => (
        <span className={classes.small}>
          <Progress
            value={percentOf(run)}
            size="sm"
            color={run.state === "failed" ? "red" : undefined}
            aria-label={t("run.bar", { label: run.label })}
          />
          <span className={classes.muted}>{t("run.percent", { percent: percentOf(run) })}</span>
        </span>
      ),
    },
    { key: "who", title: t("runs.who"), wide: true, cell: (run) => run.startedByName },
    {
      key: "since",
      title: t("runs.since"),
      cell: (run) => (
        <time dateTime={new Date(run.createdAt).toISOString()}>{formatInstant(run.createdAt, timeZone, locale)}</time>
      ),
    },
    {
      key: "took",
      title: t("runs.took"),
      wide: true,
      numeric: true,
      cell: (run) => durationBetween(run.startedAt, run.endedAt, locale) ?? "–",
    },
  ];
  if (mayCancel || runs.some((run) => run.mayRetry || (run.isMine && isActive(run.state)))) {
    const cell = (run: JobView) => <RunButtons run={run} mayAll={mayCancel} />;
    columns.push({ key: "actions", title: t("runs.actions"), cell });
  }
  return (
    <>
      {isError ? (
        <p className={classes.foot} role="status">
          {t("runs.stale")}
        </p>
      ) : null}
      <DataTable
        caption={t("runs.caption")}
        columns={columns}
        rows={runs}
        rowKey={(run) => String(run.id)}
        empty={
          <EmptyState title={t("runs.none")} action={<Link href="/issuer/imports">{t("runs.toImports")}</Link>}>
            {t("runs.noneWhat")}
          </EmptyState>
        }
        after={
          olderHref || newestHref ? (
            <div className={classes.foot}>
              {newestHref ? (
                <ButtonLink href={newestHref} variant="default" size="xs">
                  {t("runs.newest")}
                </ButtonLink>
              ) : null}
              {olderHref ? (
                <ButtonLink href={olderHref} variant="default" size="xs">
                  {t("runs.older")}
                </ButtonLink>
              ) : null}
            </div>
          ) : null
        }
      />
    </>
  );
}
