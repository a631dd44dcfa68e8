/** Shapes told apart without colour: what came inside its range is full, what came outside is a cross. */

type At = { cx: number; cy: number };

export function WithinMark({ cx, cy }: At) {
  return <path d={`M${cx} ${cy - 5}l5 5l-5 5l-5 -5z`} fill="var(--bw-series-1)" />;
}

export function OutsideMark({ cx, cy }: At) {
  return (
    <path
      d={`M${cx - 4.5} ${cy - 4.5}l9 9m0 -9l-9 9`}
      fill="none"
      stroke="var(--bw-series-2)"
      strokeWidth="2.5"
      strokeLinecap="round"
    />
  );
}

export function UnjudgedMark({ cx, cy }: At) {
  return <circle cx={cx} cy={cy} r="3.5" fill="var(--bw-surface)" stroke="var(--bw-muted)" strokeWidth="1.75" />;
}

/** A line with an upright at each end, as one draws a range by hand. */
export function Whisker({ x, top, bottom, half = 5 }: { x: number; top: number; bottom: number; half?: number }) {
  return (
    <path
      d={`M${x - half} ${top}h${2 * half}M${x} ${top}V${bottom}M${x - half} ${bottom}h${2 * half}`}
      fill="none"
      stroke="var(--bw-series-6)"
      strokeWidth="1.5"
    />
  );
}

/** What was forecast before: a hollow square on the whisker. */
export function BeforeMark({ cx, cy }: At) {
  return (
    <rect
      x={cx - 3}
      y={cy - 3}
      width="6"
      height="6"
      fill="var(--bw-surface)"
      stroke="var(--bw-series-6)"
      strokeWidth="1.5"
    />
  );
}

/** How the edge of each band is drawn, in the order of the levels: the wider, the more broken. */
export const bandStyles = [
  { opacity: 0.12, dash: "1.5 3" },
  { opacity: 0.2, dash: "5 3" },
  { opacity: 0.34, dash: undefined },
] as const;
