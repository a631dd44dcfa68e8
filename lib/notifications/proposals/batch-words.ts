import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import type { ReminderReason } from "../constants";

type Named = { readonly id: number; readonly reason: ReminderReason };

export const batchTitle = ({ id, reason }: Named): string =>
  t("notify.batch.title", { id, reason: t(`notify.reason.${reason}`) });

/** A language by its name in the reader's. */
export function languageName(code: string, locale: Locale = "en"): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
