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
  /** Opens the rows behind a point, or behind one series of it. */
  onOpen: (index: number | null, line?: number) => void;
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
  /** How many series have rows of their own, between which the arrows up and down choose; else these read the points too. */
  lines?: number;
  /** The rows behind a point, or behind one series of it. */
  hrefAt: (index: number, line: number) => string | undefined;
  /** A point in words, or one series of it. */
  readingAt: (index: number, line: number, isOfLine: boolean) => string;
  height?: string | undefined;
  /** `line`: the series whose rows Enter opens, once one has been chosen. */
  legend: (active: number | null, line: number | null) => ReactNode;
  plot: (steering: Steering) => ReactNode;
  table: ReactNode;
};

/** What all charts share: they can be looked at, read as a sentence, read as a table, and walked through with the arrow keys. */
export function ChartShell(props: Props) {
  const { id, title, note, summary, actions, count, lines = 1, hrefAt, readingAt, height, legend, plot, table } = props;
  const [active, setActive] = useState<number | null>(null);
  const [line, setLine] = useState<number | null>(null);
  const router = useRouter();

  function read(event: KeyboardEvent) {
    const last = count - 1;
    if (lines > 1 && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setLine(((line ?? (step === 1 ? -1 : lines)) + step + lines) % lines);
      setActive(active ?? last);
      return;
    }
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
    } else if (event.key === "Escape") leave();
    else if (event.key === "Enter") open(active, line ?? 0);
  }

  function leave() {
    setActive(null);
    setLine(null);
  }

  // Of several series, a press beside all of them has chosen none.
  function open(index: number | null, of: number | undefined = lines > 1 ? undefined : 0) {
    const href = index === null || of === undefined ? undefined : hrefAt(index, of);
    if (href) router.push(href);
  }

  return (
    <FigureFrame id={id} title={title} note={note} summary={summary} actions={actions} table={table}>
      {legend(active, line)}
      <div
        className={classes.plot}
        style={height ? { height } : undefined}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys need somewhere to arrive
        tabIndex={0}
        aria-roledescription={t("chart.role")}
        aria-label={t(lines > 1 ? "chart.keysOfSeries" : "chart.keys", { title, summary })}
        onKeyDown={read}
        onBlur={leave}
      >
        {plot({ active, onActive: setActive, onOpen: open })}
      </div>
      <p className="visually-hidden" aria-live="polite">
        {active === null || active >= count ? "" : readingAt(active, line ?? 0, line !== null)}
      </p>
    </FigureFrame>
  );
}
