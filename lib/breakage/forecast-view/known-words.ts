import { formatCount, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import type { BacktestReport, CutReport } from "../forecast/backtest-report";

type Report = Extract<BacktestReport, { status: "ok" }>;

/** What a past forecast could know: what was loaded by a day, or what had happened, because it was loaded later. */
export function knownWord({ known }: Pick<CutReport, "known">, locale: Locale): string {
  if (!known?.historyOn) return t("backTest.known.event-date");
  const date = formatDate(known.historyOn, locale);
  return known.basis === "load-date"
    ? t("backTest.known.load-date", { date })
    : t("backTest.known.event-date.on", { date });
}

/** The same of all past month ends in a sentence or two: nobody should take a test by event date for one by load date. */
export function knownWords({ cuts }: Pick<Report, "cuts">, locale: Locale): string[] {
  const byLoad = cuts.filter(({ known }) => known?.basis === "load-date").length;
  const byEvent = cuts.length - byLoad;
  const said: string[] = [];
  if (byLoad > 0) said.push(t("backTest.knew.load-date", { count: formatCount(byLoad, locale), n: byLoad }));
  if (byEvent > 0) {
    const days = cuts.flatMap(({ known }) =>
      known?.basis === "event-date" && known.historyOn ? [known.historyOn] : [],
    );
    const last = days.sort().at(-1);
    const facts = { count: formatCount(byEvent, locale), n: byEvent };
    said.push(
      last === undefined
        ? t("backTest.knew.event-date", facts)
        : t("backTest.knew.event-date.on", { ...facts, date: formatDate(last, locale) }),
    );
  }
  return said;
}
