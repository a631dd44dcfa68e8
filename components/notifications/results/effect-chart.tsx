"use client";

import { RangeChart } from "@/components/charts/range-chart";
import { formatMoneyShort, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { Effect } from "@/lib/notifications/trial/difference";
import { estimate } from "@/lib/notifications/trial/result-words";

export type EffectLine = {
  readonly key: string;
  readonly what: string;
  readonly raw: Effect;
  readonly adjusted: Effect;
};

type Props = { lines: readonly [EffectLine, ...EffectLine[]]; currency: string; locale: Locale };

/** Amounts per mailbox, raw and adjusted one under the other, each with its interval; the first is what the verdict is of. */
export function EffectChart({ lines, currency, locale }: Props) {
  const write = (value: number) => estimate(value, currency, locale);
  const { raw, adjusted } = lines[0];
  return (
    <RangeChart
      id="effects"
      title={t("results.effects")}
      note={t("results.effects.note")}
      summary={t("results.effects.summary", {
        value: write(adjusted.effect),
        low: write(adjusted.low),
        high: write(adjusted.high),
        raw: write(raw.effect),
      })}
      points={lines.flatMap(({ key, what, ...effects }, index) =>
        (["adjusted", "raw"] as const).map((kind) => ({
          key: `${key} ${kind}`,
          label: t(`results.effects.${kind}`, { what }),
          value: effects[kind].effect,
          range: { low: effects[kind].low, high: effects[kind].high },
          isCurrent: index === 0 && kind === "adjusted",
        })),
      )}
      write={write}
      writeTick={(value) => formatMoneyShort(BigInt(Math.round(value)), currency, locale)}
      names={{
        point: t("results.effects.point"),
        value: t("results.effects.value"),
        range: t("results.effects.range"),
      }}
    />
  );
}
