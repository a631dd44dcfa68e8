import { IconAlertTriangle, IconCheck, IconClock, IconPlayerPlay } from "@tabler/icons-react";
import type { Standing } from "@/lib/escheat/filing/calendar";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./calendar.module.css";

const icons = {
  late: IconAlertTriangle,
  missed: IconAlertTriangle,
  now: IconPlayerPlay,
  ahead: IconClock,
  done: IconCheck,
  over: IconCheck,
};

/** How a step stands: a sign and a word, never a colour alone. */
export function StandingMark({ standing }: { standing: Standing }) {
  const Icon = icons[standing];
  return (
    <span className={classes.standing} data-standing={standing}>
      <Icon size={14} stroke={1.9} aria-hidden />
      {t(`calendar.standing.${standing}`)}
    </span>
  );
}
