import type { JobView } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/runs";
import classes from "./jobs.module.css";

/** The state in words; the colour only repeats it. */
export function RunState({ run }: { run: Pick<JobView, "state" | "cancelRequestedAt"> }) {
  const isCancelling = run.state === "running" && run.cancelRequestedAt !== null;
  return (
    <span className={classes.state} data-state={run.state}>
      {isCancelling ? t("run.cancelling") : t(`run.state.${run.state}`)}
    </span>
  );
}
