import type { CardState } from "@/lib/cards/state";
import { t } from "@/lib/messages/cards";
import classes from "./cards.module.css";

const tones: Record<CardState, "live" | "done" | "lost" | "owed" | "new"> = {
  "not-sold": "done",
  escheated: "lost",
  used: "done",
  lapsed: "lost",
  expired: "owed",
  "partly-used": "live",
  opened: "new",
  "never-opened": "new",
  unused: "new",
};

/** The state in words; the colour only repeats it. */
export function CardStateMark({ state }: { state: CardState }) {
  return (
    <span className={classes.state} data-tone={tones[state]}>
      {t(`cardState.${state}`)}
    </span>
  );
}
