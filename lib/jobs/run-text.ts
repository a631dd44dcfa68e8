import { formatDecimal, type Locale } from "@/lib/format";
import type { MessageKey } from "@/lib/messages/message";
import { runMessages, t } from "@/lib/messages/runs";

/** A text of a closed family (`run.step.` + name); a member without one is shown as its own name. */
function textOf(family: string, name: string): string {
  const key = `${family}.${name}`;
  return Object.hasOwn(runMessages, key) ? t(key as MessageKey<typeof t>) : name;
}

export const kindText = (kind: string) => textOf("run.kind", kind);
export const stepText = (step: string) => textOf("run.step", step);

/** How long something took, from milliseconds. */
export function durationText(milliseconds: number, locale: Locale): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 60) return t("time.seconds", { seconds: formatDecimal(seconds, seconds < 10 ? 1 : 0, locale) });
  return t("time.minutes", { minutes: Math.floor(seconds / 60), seconds: Math.round(seconds % 60) });
}

/** Between two moments; null while either is missing. */
export function durationBetween(
  from: Date | string | null | undefined,
  to: Date | string | null | undefined,
  locale: Locale,
): string | null {
  if (!from || !to) return null;
  return durationText(new Date(to).getTime() - new Date(from).getTime(), locale);
}

/** Whole percent, never 100 before the end. */
export function percentOf(run: { state: string; progress: number }): number {
  if (run.state === "done") return 100;
  return Math.min(99, Math.floor(run.progress * 100));
}

export const isActive = (state: string | undefined) => state === "queued" || state === "running";
