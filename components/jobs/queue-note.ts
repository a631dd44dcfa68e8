import { formatCount, formatInstant, type Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/runs";

/** Why a waiting run waits: its place in the queue, or when it is tried again. */
export function queueNote(run: JobView, timeZone: string, locale: Locale): string | null {
  if (run.state !== "queued") return null;
  if (run.nextAttemptAt) {
    const when = formatInstant(run.nextAttemptAt, timeZone, locale);
    return t("run.again", { when, attempt: run.attempts + 1, allowed: run.attemptsAllowed });
  }
  if (run.place === null) return null;
  return run.place <= 1 ? t("run.next") : t("run.place", { place: formatCount(run.place, locale) });
}
