"use client";

import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useStartRun } from "@/components/jobs/use-start-run";
import { ActionFailure } from "@/components/settings/action-failure";
import { t } from "@/lib/messages/notifications-proposing";
import { startProposingAction } from "@/lib/notifications/actions/proposals";
import classes from "./proposals.module.css";

type Props = {
  /** The newest run of this kind that the page knows, and whether one is at work. */
  lastRunId: number;
  isBusy: boolean;
  size?: "xs" | "sm";
};

/** Starts the run; what becomes of it is shown by the page, for everybody who looks at it. */
export function ProposeButton({ lastRunId, isBusy, size = "xs" }: Props) {
  const { start, isStarting, failure } = useStartRun(startProposingAction, lastRunId);
  return (
    <div className={classes.make}>
      <Button
        size={size}
        leftSection={<IconPlayerPlay size={14} stroke={1.8} aria-hidden />}
        loading={isStarting}
        disabled={isBusy}
        onClick={() => start({})}
      >
        {t("notify.propose")}
      </Button>
      {isBusy ? <span className={classes.quiet}>{t("notify.propose.busy")}</span> : null}
      <ActionFailure failure={failure} />
    </div>
  );
}
