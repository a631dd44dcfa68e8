import classes from "./reports/reports.module.css";

export type WayStep = {
  readonly key: string;
  readonly name: string;
  /** Who, and when; null: not yet. */
  readonly done: string | null;
  readonly isCurrent: boolean;
};

/** How far something has come that several people have a hand in. */
export function WaySteps({ label, steps }: { label: string; steps: readonly WayStep[] }) {
  return (
    <ol className={classes.way} aria-label={label}>
      {steps.map(({ key, name, done, isCurrent }) => (
        <li
          key={key}
          className={classes.step}
          data-done={done !== null || undefined}
          aria-current={isCurrent ? "step" : undefined}
        >
          <span className={classes.stepName}>{name}</span>
          <span className={classes.quiet}>{done ?? "–"}</span>
        </li>
      ))}
    </ol>
  );
}
