import { addMonths, type CivilDate } from "@/lib/dates";
import { formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import { placeName } from "../jurisdiction-name";
import type { CalendarStep, CalendarSums, CalendarYear, Standing } from "./calendar";
import type { CalendarEntry } from "./ics";

export type CalendarLine = { readonly year: CalendarYear; readonly step: CalendarStep };

export const lineSpans = ["open", "year", "all"] as const;
/** `open`: what is late or may be done today, and what comes within three months; `year`: what comes within a year too. */
export type LineSpan = (typeof lineSpans)[number];

const urgent: readonly Standing[] = ["late", "missed", "now"];
const monthsOf = { open: 3, year: 12 } as const;

/** Of all days those that somebody wants to see: what is over or done is in `all` alone. */
export function linesWithin(years: readonly CalendarYear[], span: LineSpan, asOf: CivilDate): CalendarLine[] {
  const lines = linesOf(years);
  if (span === "all") return lines;
  const until = addMonths(asOf, monthsOf[span]);
  return lines.filter(
    ({ step: { standing, on } }) => urgent.includes(standing) || (standing === "ahead" && on <= until),
  );
}

/** Steps of all years in the order of their days: late ones come first, because they are the oldest. */
export const linesOf = (years: readonly CalendarYear[]): CalendarLine[] =>
  years
    .flatMap((year) => year.steps.map((step) => ({ year, step })))
    .sort((a, b) => (a.step.on < b.step.on ? -1 : a.step.on > b.step.on ? 1 : 0));

/** What is reported, or would be: a report's own figures where there is one, for they are frozen. */
export function yearSums({ report, owed, coming }: CalendarYear): CalendarSums {
  if (report) return { cards: report.cards, amount: report.amount, unmeasured: 0n };
  return {
    cards: owed.cards + coming.cards,
    amount: owed.amount + coming.amount,
    unmeasured: owed.unmeasured + coming.unmeasured,
  };
}

/** What goes to the state, as far as anybody can say. */
export function amountText({ amount, unmeasured }: CalendarSums, currency: string, locale: Locale = "en"): string {
  const known = formatMoney(amount, currency, locale);
  if (unmeasured === 0n) return known;
  const open = t("calendar.amount.open", { balance: formatMoney(unmeasured, currency, locale) });
  return amount === 0n ? open : t("calendar.amount.both", { known, open });
}

export const stepText = ({ kind }: CalendarStep): string => t(`calendar.step.${kind}`);
export const standingText = ({ standing }: CalendarStep): string => t(`calendar.standing.${standing}`);

/** How far the work on a year has come, in a few words. */
export function workText({ report, letters }: CalendarYear): string {
  const sent = letters.reduce((sum, batch) => sum + (batch.state === "issued" ? batch.letters : 0), 0);
  const waiting = letters.filter(({ state }) => state === "proposed" || state === "approved");
  const parts = [
    report ? t("calendar.work.report", { state: t(`filing.state.${report.state}`) }) : t("calendar.work.none"),
  ];
  if (sent > 0) parts.push(t("calendar.work.sent", { letters: sent }));
  for (const { state } of waiting)
    parts.push(t("calendar.work.letters", { state: t(`filing.letters.state.${state}`) }));
  return parts.join("; ");
}

/** The picture of the calendar in a sentence or two. */
export function calendarSummary(years: readonly CalendarYear[], currency: string, locale: Locale): string {
  const late = years.filter(({ steps }) => steps.some(({ kind, standing }) => kind === "due" && standing === "late"));
  const next = linesOf(years).find(
    ({ step }) => step.kind === "due" && (step.standing === "now" || step.standing === "ahead"),
  );
  const parts = [t("calendar.summary", { years: years.length, late: late.length })];
  if (next) {
    const sums = yearSums(next.year);
    parts.push(
      t("calendar.summary.next", {
        place: placeName(next.year.jurisdiction),
        year: next.year.reportYear,
        day: formatDate(next.step.on, locale),
        cards: formatCount(sums.cards, locale),
        n: sums.cards,
        amount: amountText(sums, currency, locale),
      }),
    );
  }
  return parts.join(" ");
}

/** The days of the calendar for a calendar program: what is done is left out. */
export function entriesOf(issuerCode: string, years: readonly CalendarYear[], currency: string): CalendarEntry[] {
  return linesOf(years)
    .filter(({ step }) => step.standing !== "done" && step.standing !== "over")
    .map(({ year, step }) => {
      const sums = yearSums(year);
      const place = placeName(year.jurisdiction);
      return {
        uid: `escheat-${issuerCode}-${year.jurisdiction}-${year.reportYear}-${step.kind}@breakwater`,
        on: step.on,
        summary: t("calendar.ics.summary", { place, year: year.reportYear, step: stepText(step) }),
        description: t("calendar.ics.description", {
          cards: formatCount(sums.cards),
          n: sums.cards,
          amount: amountText(sums, currency),
          work: workText(year),
        }),
      };
    });
}
