import { t } from "@/lib/messages/forecast-detail";
import classes from "./type/type.module.css";

/** Why factors are missing; nothing where none are. */
export function TriangleProblems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.bar} aria-label={t("typeTriangle.noFactors")}>
      {problems.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
    </ul>
  );
}

/** What the tests say of what the chain ladder takes for granted. */
export function TriangleAssumptions({ assumptions }: { assumptions: readonly string[] }) {
  return (
    <ul className={classes.opinion} aria-label={t("typeTriangle.assumptions")}>
      {assumptions.map((said) => (
        <li key={said} className={classes.muted}>
          {said}
        </li>
      ))}
    </ul>
  );
}
