import type { LetterBatchState } from "@/lib/escheat/constants";
import { t } from "@/lib/messages/escheat-filing";
import classes from "../reports/reports.module.css";

export function BatchState({ state }: { state: LetterBatchState }) {
  return (
    <span className={classes.state} data-state={state}>
      {t(`filing.letters.state.${state}`)}
    </span>
  );
}
