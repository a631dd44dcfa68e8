"use client";

import { Button } from "@mantine/core";
import { IconRuler2 } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import type { CivilDate } from "@/lib/dates";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import { startMeasuringAction } from "@/lib/notifications/actions/results";
import classes from "./results.module.css";

type Props = {
  /** One batch; else all. */
  batchId?: number;
  asOf: CivilDate;
  /** The newest run of this kind that the page knows, and whether one is at work. */
  lastRunId: number;
  isBusy: boolean;
  locale: Locale;
};

/** Starts a measurement; what becomes of it is shown by the page, for everybody who looks at it. */
export function MeasureButton({ batchId, asOf, lastRunId, isBusy, locale }: Props) {
  const router = useRouter();
  const [startedId, setStarted] = useState(0);
  const { run, pending, failure } = useAction(startMeasuringAction, {
    say: "",
    after: ({ runId }) => {
      setStarted(runId);
      router.refresh();
    },
  });
  return (
    <div className={classes.make}>
      <Button
        size="xs"
        leftSection={<IconRuler2 size={14} stroke={1.8} aria-hidden />}
        loading={pending || startedId > lastRunId}
        disabled={isBusy}
        onClick={() => run(batchId === undefined ? {} : { batchId })}
      >
        {t("results.measure")}
      </Button>
      <span className={classes.makeNote}>
        {isBusy ? t("results.measure.busy") : t("results.measure.of", { date: formatDate(asOf, locale) })}
      </span>
      <ActionFailure failure={failure} />
    </div>
  );
}
