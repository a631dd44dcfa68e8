import { t } from "@/lib/messages/notifications-results";
import type { Measurement } from "@/lib/notifications/queries/results";
import classes from "./results.module.css";

/** The verdict in a word, and that nothing has been measured where so. */
export function VerdictMark({ newest }: { newest: Measurement | null }) {
  return (
    <span className={classes.verdict} data-verdict={newest?.report.verdict}>
      {t(newest ? `results.verdict.${newest.report.verdict}` : "results.unmeasured")}
    </span>
  );
}
