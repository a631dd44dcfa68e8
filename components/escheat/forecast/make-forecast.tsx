"use client";

import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useStartRun } from "@/components/jobs/use-start-run";
import { ActionFailure } from "@/components/settings/action-failure";
import type { CivilDate } from "@/lib/dates";
import { startEscheatForecastAction } from "@/lib/escheat/forecast/actions";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import classes from "./forecast.module.css";

type Props = {
  asOf: CivilDate;
  /** The newest run of this kind that the page knows, and whether one is at work. */
  lastRunId: number;
  isBusy: boolean;
  isFirst?: boolean;
  size?: "xs" | "sm";
  locale: Locale;
};

/** Starts the run and says of which day; what becomes of it is shown by the page, for everybody who looks at it. */
export function MakeForecast({ asOf, lastRunId, isBusy, isFirst = false, size = "xs", locale }: Props) {
  const { start, isStarting, failure } = useStartRun(startEscheatForecastAction, lastRunId);
  return (
    <div className={classes.make}>
      <Button
        size={size}
        leftSection={<IconPlayerPlay size={14} stroke={1.8} aria-hidden />}
        loading={isStarting}
        disabled={isBusy}
        onClick={() => start({ asOf })}
      >
        {t(isFirst ? "escheat.forecast.make.first" : "escheat.forecast.make")}
      </Button>
      <span className={classes.makeNote}>
        {isBusy ? t("escheat.forecast.make.busy") : t("escheat.forecast.make.of", { date: formatDate(asOf, locale) })}
      </span>
      <ActionFailure failure={failure} />
    </div>
  );
}
