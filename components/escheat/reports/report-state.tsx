import type { ReportState as State } from "@/lib/escheat/constants";
import { t } from "@/lib/messages/escheat-filing";
import classes from "./reports.module.css";

export function ReportState({ state }: { state: State }) {
  return (
    <span className={classes.state} data-state={state}>
      {t(`filing.state.${state}`)}
    </span>
  );
}
