"use client";

import { type Column, DataTable } from "@/components/ui/data-table";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { FigureFrame } from "./figure-frame";
import range from "./range-chart.module.css";
import { placeOn, type Scale, scaleFor } from "./range-scale";
import { formatTick, formatValue, type Unit } from "./series";
import classes from "./waterfall-chart.module.css";

/** A step of a change, from where the one before it ended. */
export type WaterfallStep = { key: string; label: string; amount: bigint; from: bigint; to: bigint };

type Props = {
  id: string;
  title: string;
  note?: string;
  summary: string;
  steps: readonly WaterfallStep[];
  /** The name of all steps together. */
  total: string;
  unit: Unit;
  locale: Locale;
  /** What a step is: heads the table. */
  stepName: string;
};

/** A change taken apart: each step hangs where the one before it ended, and the last line is all of them. */
export function WaterfallChart({ id, title, note, summary, steps, total, unit, locale, stepName }: Props) {
  const end = steps.at(-1)?.to ?? 0n;
  const scale = scaleFor(steps.flatMap(({ from, to }) => [Number(from), Number(to)]));
  const signed = (amount: bigint) => `${amount > 0n ? "+" : ""}${formatValue(amount, unit, locale)}`;
  const columns: Column<WaterfallStep>[] = [
    { key: "label", title: stepName, cell: ({ label }) => label, foot: total },
    {
      key: "amount",
      title: t("waterfall.amount"),
      numeric: true,
      cell: ({ amount }) => signed(amount),
      foot: signed(end),
    },
    { key: "to", title: t("waterfall.running"), numeric: true, cell: ({ to }) => signed(to), foot: signed(end) },
  ];
  return (
    <FigureFrame
      id={id}
      title={title}
      note={note}
      summary={summary}
      table={<DataTable caption={title} columns={columns} rows={steps} rowKey={({ key }) => key} empty={null} />}
    >
      <div className={range.chart}>
        <ul className={range.lines} aria-label={title}>
          {steps.map(({ key, label, amount, from, to }) => (
            <li key={key} className={range.line}>
              <span className={range.label}>{label}</span>
              <Track scale={scale} from={from} to={to} sign={amount} />
              <span className={range.value}>{signed(amount)}</span>
            </li>
          ))}
          <li className={range.line} data-current="">
            <span className={range.label}>{total}</span>
            <Track scale={scale} from={0n} to={end} sign={end} isTotal />
            <span className={range.value}>{signed(end)}</span>
          </li>
        </ul>
        <div className={range.axis} aria-hidden>
          <span className={range.ticks}>
            {scale.ticks.map((tick) => (
              <span key={tick} className={range.tick} style={{ left: percent(placeOn(scale, tick)) }}>
                {formatTick(tick, unit, locale)}
              </span>
            ))}
          </span>
        </div>
      </div>
    </FigureFrame>
  );
}

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

type TrackProps = { scale: Scale; from: bigint; to: bigint; sign: bigint; isTotal?: boolean };

function Track({ scale, from, to, sign, isTotal = false }: TrackProps) {
  const [low, high] = from < to ? [from, to] : [to, from];
  const start = placeOn(scale, Number(low));
  return (
    <span className={range.track} aria-hidden>
      {scale.ticks.map((tick) => (
        <span key={tick} className={range.grid} style={{ left: percent(placeOn(scale, tick)) }} />
      ))}
      {sign === 0n ? null : (
        <span
          className={classes.bar}
          data-sign={isTotal ? "total" : sign < 0n ? "down" : "up"}
          style={{ left: percent(start), width: percent(placeOn(scale, Number(high)) - start) }}
        />
      )}
    </span>
  );
}
