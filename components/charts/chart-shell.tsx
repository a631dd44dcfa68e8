"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { t } from "@/lib/messages/screens";
import classes from "./chart-frame.module.css";
import { FigureFrame } from "./figure-frame";

/** Which point is read, by pointer or by key, and how a drawing says so. */
export type Steering = {
  active: number | null;
  onActive: (index: number | null) => void;
  onOpen: (index: number | null) => void;
};

type Props = {
  /** Names the chart in the address when its table is shown: `?trend=table`. */
  id: string;
  title: string;
  /** The dates the chart refers to. */
  note?: string | undefined;
  /** The chart in one sentence. */
  summary: string;
  actions?: ReactNode;
  /** How many points the arrow keys walk through. */
  count: number;
  /** The rows behind a point. */
  hrefAt: (index: number) => string | undefined;
  /** A point in words. */
  readingAt: (index: number) => string;
  height?: string | undefined;
  legend: (active: number | null) => ReactNode;
  plot: (steering: Steering) => ReactNode;
  table: ReactNode;
};

/** What all charts share: they can be looked at, read as a sentence, read as a table, and walked through with the arrow keys. */
export function ChartShell(props: Props) {
  const { id, title, note, summary, actions, count, hrefAt, readingAt, height, legend, plot, table } = props;
  const [active, setActive] = useState<number | null>(null);
  const router = useRouter();

  function read(event: KeyboardEvent) {
    const last = count - 1;
    const from = active ?? (/^Arrow(Left|Up)$/.test(event.key) ? count : -1);
    const moves: Record<string, number> = {
      ArrowRight: from + 1,
      ArrowDown: from + 1,
      ArrowLeft: from - 1,
      ArrowUp: from - 1,
      Home: 0,
      End: last,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setActive(Math.min(Math.max(target, 0), last));
    } else if (event.key === "Escape") setActive(null);
    else if (event.key === "Enter") open(active);
  }

  function open(index: number | null) {
    const href = index === null ? undefined : hrefAt(index);
    if (href) router.push(href);
  }

  return (
    <FigureFrame id={id} title={title} note={note} summary={summary} actions={actions} table={table}>
      {legend(active)}
      <div
        className={classes.plot}
        style={height ? { height } : undefined}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys need somewhere to arrive
        tabIndex={0}
        aria-roledescription={t("chart.role")}
        aria-label={t("chart.keys", { title, summary })}
        onKeyDown={read}
        onBlur={() => setActive(null)}
      >
        {plot({ active, onActive: setActive, onOpen: open })}
      </div>
      <p className="visually-hidden" aria-live="polite">
        {active === null || active >= count ? "" : readingAt(active)}
      </p>
    </FigureFrame>
  );
}
