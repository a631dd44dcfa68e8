"use client";

import { Alert, Progress } from "@mantine/core";
import { formatInstant, type Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { durationBetween, isActive, percentOf, stepText } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/runs";
import classes from "./jobs.module.css";
import { queueNote } from "./queue-note";
import { RunButtons } from "./run-buttons";
import { RunState } from "./run-state";

type Props = { run: JobView; timeZone: string; mayCancel: boolean; locale: Locale; isStale?: boolean };

/** One run as it goes: state, progress, steps with their times, and how to stop it. */
export function RunPanel({ run, timeZone, mayCancel, locale, isStale = false }: Props) {
  const percent = percentOf(run);
  const note = queueNote(run, timeZone, locale) ?? (isActive(run.state) ? run.note : null);
  const took = durationBetween(run.startedAt, run.endedAt, locale);
  return (
    <div className={classes.panel}>
      <div className={classes.top}>
        <RunState run={run} />
        <Progress.Root size="lg" className={classes.bar} radius="sm">
          <Progress.Section
            value={percent}
            color={run.state === "failed" ? "red" : undefined}
            aria-label={t("run.bar", { label: run.label })}
            aria-valuetext={t("run.percent", { percent })}
          />
        </Progress.Root>
        <span className={classes.percent}>{t("run.percent", { percent })}</span>
        {mayCancel || run.isMine ? <RunButtons run={run} mayAll={mayCancel} size="sm" /> : null}
      </div>
      <p className={classes.muted} aria-live="polite">
        {note}
      </p>
      {run.state === "failed" ? (
        <Alert
          color="red"
          variant="light"
          role="alert"
          title={t(run.kind === "import.withdraw" ? "run.failedWithdraw" : "run.failedTitle")}
        >
          {run.error}
        </Alert>
      ) : null}
      {run.state === "queued" && run.error ? (
        <Alert color="yellow" variant="light">
          {run.error}
        </Alert>
      ) : null}
      {run.state === "cancelled" ? <Alert variant="light" color="gray" title={t("run.cancelledTitle")} /> : null}
      {isStale ? (
        <Alert color="yellow" variant="light" role="status">
          {t("run.lost")}
        </Alert>
      ) : null}
      <ol className={classes.steps} aria-label={t("run.steps")}>
        {run.steps.map((step) => (
          <li key={step.name} className={classes.step} data-state={step.state}>
            {stepText(step.name)}
            <span className={classes.muted}>
              {durationBetween(step.startedAt, step.endedAt, locale) ?? t(`run.stepState.${step.state}`)}
              {step.state === "failed" ? ` · ${t("run.stepState.failed")}` : ""}
            </span>
          </li>
        ))}
      </ol>
      <p className={classes.muted}>
        {t("run.startedBy", { who: run.startedByName, when: formatInstant(run.createdAt, timeZone, locale) })}
        {took ? ` · ${t("run.took", { time: took })}` : ""}
        {run.attempts > 1 ? ` · ${t("run.attempts", { attempt: run.attempts, allowed: run.attemptsAllowed })}` : ""}
      </p>
      {isActive(run.state) ? <p className={classes.muted}>{t("run.leave")}</p> : null}
    </div>
  );
}
