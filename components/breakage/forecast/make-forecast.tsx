"use client";

import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useStartRun } from "@/components/jobs/use-start-run";
import { ActionFailure } from "@/components/settings/action-failure";
import { startForecastAction } from "@/lib/breakage/forecast/actions";
import type { Makeable } from "@/lib/breakage/forecast/data-date";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import classes from "./forecast.module.css";

type Props = {
  makeable: Makeable;
  /** The newest run of this kind that the page knows, and whether one is at work. */
  lastRunId: number;
  isBusy: boolean;
  isFirst?: boolean;
  size?: "xs" | "sm";
  locale: Locale;
};

/** Starts the run and says of which data; what becomes of it is shown by the page, for everybody who looks at it. */
export function MakeForecast({ makeable, lastRunId, isBusy, isFirst = false, size = "xs", locale }: Props) {
  const { start, isStarting, failure } = useStartRun(startForecastAction, lastRunId);
  return (
    <div className={classes.make}>
      <Button
        size={size}
        leftSection={<IconPlayerPlay size={14} stroke={1.8} aria-hidden />}
        loading={isStarting}
        disabled={isBusy}
        onClick={() => start({ asOf: makeable.asOf })}
      >
        {t(isFirst ? "forecast.make.first" : "forecast.make")}
      </Button>
      <span className={classes.makeNote}>
        {isBusy
          ? t("forecast.make.busy")
          : t(makeable.asOf === makeable.dataDate ? "forecast.make.whole" : "forecast.make.of", {
              date: formatDate(makeable.dataDate, locale),
              asOf: formatDate(makeable.asOf, locale),
            })}
      </span>
      <ActionFailure failure={failure} />
    </div>
  );
}
