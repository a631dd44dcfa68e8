import { formatDecimal, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import type { Channel, ReminderReason } from "../constants";
import { type ParameterName, parameterNames } from "../optimiser/parameters";

const shares: readonly string[] = [
  "forgotten-share",
  "share-used",
  "share-spending-more",
  "spend-above",
  "margin",
] satisfies ParameterName[];

/** Shares in percent, everything else as the number it is. */
export function formatParameter(name: string, value: number, locale: Locale): string {
  if (shares.includes(name)) return formatRate(value, locale);
  return formatDecimal(value, Number.isInteger(value) ? 0 : 4, locale).replace(/(?<=[.,]\d*[1-9])0+$/, "");
}

/** For what a figure holds. */
export function parameterScope({
  channel,
  reason,
  currency,
}: {
  channel: Channel | null;
  reason: ReminderReason | null;
  currency: string | null;
}): string {
  const parts = [channel && t(`notify.channel.${channel}`), reason && t(`notify.reason.${reason}`), currency].filter(
    Boolean,
  );
  return parts.length === 0 ? t("notify.parameters.everywhere") : parts.join(", ");
}

export const parameterTitle = (name: string): string => {
  const known = parameterNames.find((one) => one === name);
  return known ? t(`notify.parameter.${known}`) : name;
};
