import type { BatchView } from "@/lib/ingest/queries/batch";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

export function BatchState({ state }: { state: BatchView["state"] }) {
  return (
    <span className={classes.state} data-state={state}>
      {t(`imports.state.${state}`)}
    </span>
  );
}
