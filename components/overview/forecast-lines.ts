import { rangeLine } from "@/components/breakage/forecast/forecast-words";
import { type Address, firstOf } from "@/lib/address";
import type { ForecastHeadline } from "@/lib/breakage/forecast/headline";
import { rangeAt } from "@/lib/breakage/forecast/held";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";

/** What stands below the projected breakage: its range and, where the rest is shown as known on a day, that it is not. */
export function forecastLines(
  { ranges, currency }: Pick<ForecastHeadline, "ranges" | "currency">,
  address: Address,
  locale: Locale,
): string[] {
  const range = rangeAt(ranges, 0.8);
  return [
    range ? rangeLine(range, currency, locale) : t("forecast.noRange"),
    ...(firstOf(address.knownAt) ? [t("forecast.knownAt")] : []),
  ];
}
