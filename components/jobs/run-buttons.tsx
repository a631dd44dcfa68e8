"use client";

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { cancelRunAction, retryRunAction } from "@/lib/jobs/actions";
import type { JobView } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/runs";
import classes from "./jobs.module.css";

type Props = {
  run: JobView;
  /** Whether the reader may end whatever others have started. */
  mayAll: boolean;
  size?: "xs" | "sm";
};

/** Cancel while it lasts, try again after it failed. */
export function RunButtons({ run, mayAll, size = "xs" }: Props) {
  const client = useQueryClient();
  const again = () => {
    for (const key of ["run", "runs", "ended-runs"]) void client.invalidateQueries({ queryKey: [key] });
  };
  const cancel = useAction(cancelRunAction, { say: "", after: again });
  const retry = useAction(retryRunAction, { say: "", after: again });
  const { id: runId, label } = run;
  return (
    <>
      <span className={classes.buttons}>
        {isActive(run.state) && (mayAll || run.isMine) ? (
          <Button
            size={size}
            variant="default"
            loading={cancel.pending}
            disabled={run.cancelRequestedAt !== null}
            aria-label={t("run.cancelOf", { label })}
            onClick={() => cancel.run({ runId })}
          >
            {t("run.cancel")}
          </Button>
        ) : null}
        {run.mayRetry ? (
          <Button
            size={size}
            variant="default"
            loading={retry.pending}
            aria-label={t("run.retryOf", { label })}
            onClick={() => retry.run({ runId })}
          >
            {t("run.retry")}
          </Button>
        ) : null}
      </span>
      <ActionFailure failure={cancel.failure ?? retry.failure} />
    </>
  );
}
