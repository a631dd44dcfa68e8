"use client";

import { RangeChart } from "@/components/charts/range-chart";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import { points } from "@/lib/notifications/trial/result-words";

export type Rise = {
  readonly batchId: number;
  readonly effect: number;
  readonly low: number;
  readonly high: number;
  readonly isFinal: boolean;
  readonly helped: boolean;
};

/** Every measured batch with what it raised the share of redeemers by, one under the other on one scale. */
export function RiseChart({ rises, locale }: { rises: readonly Rise[]; locale: Locale }) {
  const final = rises.filter(({ isFinal }) => isFinal);
  const helped = final.filter((rise) => rise.helped).length;
  const write = (value: number) => points(value, locale);
  return (
    <RangeChart
      id="rise"
      title={t("results.chart")}
      note={t("results.chart.note")}
      summary={
        final.length === 0
          ? t("results.chart.early")
          : t("results.chart.summary", {
              helped: formatCount(helped, locale),
              count: formatCount(final.length, locale),
              n: final.length,
            })
      }
      points={rises.map(({ batchId, effect, low, high, isFinal }) => ({
        key: String(batchId),
        label: t("results.named", { id: batchId }),
        value: effect,
        range: { low, high },
        isCurrent: isFinal,
      }))}
      write={write}
      writeTick={write}
      names={{ point: t("results.batch"), value: t("results.rise"), range: t("results.range") }}
    />
  );
}
