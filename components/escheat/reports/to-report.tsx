import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { CivilDate } from "@/lib/dates";
import type { CalendarYear } from "@/lib/escheat/filing/calendar";
import { yearSums } from "@/lib/escheat/filing/calendar-words";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import { formatCount, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import { StandingMark } from "../calendar/standing";
import { YearAmount } from "../calendar/year-amount";
import { MakeDraft } from "./make-draft";

type Props = {
  /** Years with something owed and no report yet. */
  years: readonly CalendarYear[];
  asOf: CivilDate;
  currency: string;
  mayPropose: boolean;
  locale: Locale;
};

/** What is waiting for a report, the most urgent first. */
export function ToReport({ years, asOf, currency, mayPropose, locale }: Props) {
  const columns: Column<CalendarYear>[] = [
    {
      key: "year",
      title: t("calendar.column.year"),
      cell: ({ jurisdiction, reportYear }) => t("calendar.year", { place: placeName(jurisdiction), year: reportYear }),
    },
    {
      key: "due",
      title: t("reports.column.due"),
      cell: ({ dates }) =>
        dates ? (
          <>
            {formatDate(dates.dueOn, locale)}
            {dates.unsure.includes("reportDue") ? <NeedsCounsel isBrief /> : null}
          </>
        ) : (
          <NeedsCounsel />
        ),
    },
    {
      key: "standing",
      title: t("calendar.column.standing"),
      cell: ({ steps }) => {
        const step = steps.find(({ kind }) => kind === "due");
        return step ? <StandingMark standing={step.standing} /> : null;
      },
    },
    {
      key: "cards",
      title: t("calendar.column.cards"),
      numeric: true,
      wide: true,
      cell: (year) => formatCount(yearSums(year).cards, locale),
    },
    {
      key: "amount",
      title: t("calendar.column.amount"),
      numeric: true,
      cell: (year) => <YearAmount year={year} currency={currency} locale={locale} />,
    },
    ...(mayPropose
      ? [
          {
            key: "make",
            title: t("reports.column.make"),
            cell: ({ jurisdiction, reportYear, dates }: CalendarYear) =>
              dates ? <MakeDraft jurisdiction={jurisdiction} reportYear={reportYear} /> : "–",
          },
        ]
      : []),
  ];
  return (
    <Section title={t("reports.waiting")} note={t("reports.waiting.note", { date: formatDate(asOf, locale) })} flush>
      <DataTable
        caption={t("reports.waiting")}
        columns={columns}
        rows={years}
        rowKey={({ jurisdiction, reportYear }) => `${jurisdiction} ${reportYear}`}
        empty={<EmptyState title={t("reports.waiting.none")}>{t("reports.waiting.none.text")}</EmptyState>}
      />
    </Section>
  );
}
