import { formatCount, formatDate, formatDecimal, formatMoney, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { ResultListed } from "../queries/results";
import type { Interval } from "./difference";
import type { Figures } from "./figures";
import { SMALLEST_ARM } from "./verdict";

/** An estimate in minor units, rounded for showing and nowhere before. */
export const estimate = (value: number, currency: string, locale: Locale): string =>
  formatMoney(BigInt(Math.round(value)), currency, locale);

export const kindText = ({ reason, channel }: Pick<ResultListed, "reason" | "channel">): string =>
  t("results.kind", { reason: t(`notify.reason.${reason}`), channel: t(`notify.channel.${channel}`) });

/** A difference of shares in percentage points, with its sign. */
export function points(share: number, locale: Locale): string {
  const text = formatDecimal(Math.abs(100 * share), 1, locale);
  const sign = /[1-9]/.test(text) ? (share < 0 ? "−" : "+") : "";
  return t("results.rise.percent", { value: `${sign}${text}` });
}

export function intervalText({ low, high }: Interval, write: (value: number) => string): string {
  return t("results.interval", { low: write(low), high: write(high) });
}

/** Why the verdict is what it is, in a sentence that names the figures it hangs on; null before the first measurement. */
export function verdictSentence({ newest, currency }: ResultListed, locale: Locale): string | null {
  if (!newest) return null;
  const { report, figures } = newest;
  const { verdict, control, remind, ratio, expected, effects } = report;
  const money = (value: number) => estimate(value, currency, locale);
  const seen = effects?.redeemed.adjusted;
  const values = {
    control: formatCount(control.n, locale),
    all: formatCount(control.n + remind.n, locale),
    share: formatRate(ratio?.share ?? 0, locale),
    day: formatDate(figures.until, locale),
    least: SMALLEST_ARM,
    value: seen ? money(seen.effect) : "",
    low: seen ? money(seen.low) : "",
    high: seen ? money(seen.high) : "",
    expected: money(expected),
  };
  if (verdict === "too-few" && (!seen || Math.min(control.n, remind.n) < SMALLEST_ARM)) {
    return t("results.why.tooSmall", values);
  }
  return t(`results.why.${verdict}`, values);
}

/** What became of people, as a figure names it: `waiting` of those nothing became of yet. */
const came = ["sent", "merged", "held-out", "suppressed", "failed", "unknown", "stopped", "waiting"] as const;

export function outcomeRows({ outcomes }: Pick<Figures, "outcomes">): { key: string; text: string; people: number }[] {
  return came.flatMap((key) => {
    const people = outcomes[key] ?? 0;
    return people > 0 ? [{ key, text: t(`results.came.${key}`), people }] : [];
  });
}
