import { IconCalendarDown } from "@tabler/icons-react";
import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { Definition } from "@/components/ui/definition";
import { DownloadLink } from "@/components/ui/download-link";
import { Figure, FigureRow } from "@/components/ui/figure";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefTo } from "@/lib/address";
import { addMonths } from "@/lib/dates";
import type { CalendarYear } from "@/lib/escheat/filing/calendar";
import { type LineSpan, yearSums } from "@/lib/escheat/filing/calendar-words";
import type { EscheatCalendar } from "@/lib/escheat/queries/calendar";
import { formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./calendar.module.css";
import { StepTable } from "./step-table";
import { Timeline } from "./timeline";
import { UnsettledTable } from "./unsettled-table";

type Props = {
  calendar: EscheatCalendar;
  span: LineSpan;
  page: number;
  freshness: Freshness;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** What states and owners are owed, by when, and how far the work has come. */
export function CalendarScreen({ calendar, span, page, freshness, timeZone, address, locale }: Props) {
  const { years, version, unsettled, currency, asOf } = calendar;
  return (
    <>
      <PageHeader
        title={t("calendar.title")}
        lead={t("calendar.lead")}
        meta={<Fresh freshness={freshness} timeZone={timeZone} locale={locale} />}
        actions={
          years.length > 0 ? (
            <DownloadLink
              href={icsHref(address)}
              size="xs"
              variant="default"
              leftSection={<IconCalendarDown size={14} stroke={1.7} aria-hidden />}
            >
              {t("calendar.ics")}
            </DownloadLink>
          ) : null
        }
      />
      <EscheatTabs current="calendar" address={address} />
      {version === null ? (
        <Section title={t("calendar.title")} flush>
          <EmptyState
            title={t("calendar.noForecast")}
            action={<ButtonLink href={hrefTo("/issuer/escheat", address)}>{t("calendar.toForecast")}</ButtonLink>}
          >
            {t("calendar.noForecast.text", { date: formatDate(asOf, locale) })}
          </EmptyState>
        </Section>
      ) : (
        <>
          <p className={classes.basis}>
            {t(version.asOf === asOf ? "calendar.basis" : "calendar.basis.older", {
              date: formatDate(version.asOf, locale),
              version: version.id,
              asOf: formatDate(asOf, locale),
            })}
          </p>
          <Headline calendar={calendar} address={address} locale={locale} />
        </>
      )}
      {years.length > 0 ? (
        <>
          <Timeline years={years} asOf={asOf} currency={currency} address={address} locale={locale} />
          <StepTable {...{ years, asOf, currency, span, page, address, locale }} />
        </>
      ) : null}
      <UnsettledTable places={unsettled} currency={currency} address={address} locale={locale} />
    </>
  );
}

/** A download keeps the issuer and the day that the page is of. */
function icsHref(address: Address): string {
  const query = new URLSearchParams();
  for (const name of ["issuer", "asOf"]) {
    const value = firstOf(address[name]);
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return `/api/v1/escheat/calendar/ics${text ? `?${text}` : ""}`;
}

type HeadlineProps = { calendar: EscheatCalendar; address: Address; locale: Locale };

function Headline({ calendar: { years, unsettled, currency, asOf }, address, locale }: HeadlineProps) {
  const period = t("calendar.asOf", { date: formatDate(asOf, locale) });
  const yearAhead = addMonths(asOf, 12);
  const due = years.filter(
    ({ dates, report }) =>
      dates !== null &&
      dates.dueOn >= asOf &&
      dates.dueOn <= yearAhead &&
      report?.state !== "filed" &&
      report?.state !== "acknowledged",
  );
  const late = years.filter(({ steps }) => steps.some(({ kind, standing }) => kind === "due" && standing === "late"));
  const letters = years.filter(({ steps }) =>
    steps.some(({ kind, standing }) => kind === "letters-close" && standing === "now"),
  );
  const money = (some: readonly CalendarYear[]) =>
    formatMoney(
      some.reduce((sum, year) => sum + yearSums(year).amount, 0n),
      currency,
      locale,
    );
  const reports = hrefTo("/issuer/escheat/reports", address);
  return (
    <FigureRow columns={4}>
      <Figure
        label={t("calendar.figure.late")}
        value={formatCount(late.length, locale)}
        period={period}
        href={reports}
        definition={<Definition term={t("calendar.figure.late")}>{t("calendar.figure.late.means")}</Definition>}
        note={late.length > 0 ? t("calendar.figure.amount", { amount: money(late) }) : null}
      />
      <Figure
        label={t("calendar.figure.due")}
        value={money(due)}
        period={t("calendar.until", { date: formatDate(yearAhead, locale) })}
        href={reports}
        definition={<Definition term={t("calendar.figure.due")}>{t("calendar.figure.due.means")}</Definition>}
        note={t("calendar.figure.reports", { count: due.length })}
      />
      <Figure
        label={t("calendar.figure.letters")}
        value={formatCount(letters.length, locale)}
        period={period}
        href={hrefTo("/issuer/escheat/letters", address)}
        definition={<Definition term={t("calendar.figure.letters")}>{t("calendar.figure.letters.means")}</Definition>}
      />
      <Figure
        label={t("calendar.figure.counsel")}
        value={formatCount(
          unsettled.reduce((sum, { cards }) => sum + cards, 0),
          locale,
        )}
        period={period}
        definition={<Definition term={t("calendar.figure.counsel")}>{t("calendar.figure.counsel.means")}</Definition>}
      />
    </FigureRow>
  );
}
