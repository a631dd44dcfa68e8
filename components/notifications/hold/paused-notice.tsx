import { Alert } from "@mantine/core";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-hold";
import type { IssuerPause } from "@/lib/notifications/approval/issuer-pause";
import classes from "./hold.module.css";
import { HoldAllButton } from "./hold-all-button";

type Props = { pause: IssuerPause | null; mayResume: boolean; timeZone: string; locale: Locale };

/** Wherever reminders are looked at: that nothing leaves, since when, by whose word, why, and the way on. */
export function PausedNotice({ pause, mayResume, timeZone, locale }: Props) {
  if (!pause) return null;
  const { by, why, since } = pause;
  return (
    <Alert color="yellow" variant="light" role="status" className={classes.notice}>
      {/* The title that comes with a yellow notice is too pale to be read on it. */}
      <p className={classes.title}>{t("hold.paused.title")}</p>
      <p className={classes.words}>{t("hold.paused", { by, why, when: formatInstant(since, timeZone, locale) })}</p>
      <p className={classes.words}>{t("hold.paused.what")}</p>
      {mayResume ? <HoldAllButton act="resume" /> : null}
    </Alert>
  );
}
