import { t } from "@/lib/messages/notifications";
import type { BatchState as State } from "@/lib/notifications/constants";
import classes from "./proposals.module.css";

export function BatchState({ state }: { state: State }) {
  return (
    <span className={classes.state} data-state={state}>
      {t(`notify.state.${state}`)}
    </span>
  );
}
