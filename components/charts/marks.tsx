import classes from "./legend.module.css";
import type { ChartMark } from "./series";

/** What the dashed lines of a drawing stand for, in words. */
export function Marks({ marks }: { marks: readonly ChartMark[] }) {
  if (marks.length === 0) return null;
  return (
    <ul className={classes.marks}>
      {marks.map(({ key, text }) => (
        <li key={key + text}>
          <svg width="8" height="12" aria-hidden="true">
            <line x1="4" y1="0" x2="4" y2="12" stroke="var(--bw-series-2)" strokeWidth="1.5" strokeDasharray="4 2" />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}
