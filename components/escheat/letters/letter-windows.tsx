import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { CivilDate } from "@/lib/dates";
import type { CalendarYear } from "@/lib/escheat/filing/calendar";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import { formatCount, formatDate, formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import { StandingMark } from "../calendar/standing";
import { ProposeButton } from "./propose-button";

type Props = { years: readonly CalendarYear[]; asOf: CivilDate; mayPropose: boolean; locale: Locale };

/** Report years whose owners may have to be written to, and until when. */
export function LetterWindows({ years, asOf, mayPropose, locale }: Props) {
  const columns: Column<CalendarYear>[] = [
    {
      key: "year",
      title: t("calendar.column.year"),
      cell: ({ jurisdiction, reportYear }) => t("calendar.year", { place: placeName(jurisdiction), year: reportYear }),
    },
    {
      key: "window",
      title: t("letters.window"),
      cell: ({ dates }) =>
        dates?.letters ? (
          <>
            {formatDateRange(dates.letters.from, dates.letters.to, locale)}
            {dates.unsure.includes("letters") ? <NeedsCounsel isBrief /> : null}
          </>
        ) : (
          <NeedsCounsel />
        ),
    },
    {
      key: "standing",
      title: t("calendar.column.standing"),
      cell: ({ steps }) => {
        const step = steps.find(({ kind }) => kind === "letters-close");
        return step ? <StandingMark standing={step.standing} /> : null;
      },
    },
    {
      key: "cards",
      title: t("letters.addressed"),
      numeric: true,
      wide: true,
      cell: ({ addressed }) => formatCount(addressed, locale),
    },
    ...(mayPropose
      ? [
          {
            key: "propose",
            title: t("letters.column.propose"),
            cell: ({ jurisdiction, reportYear, dates }: CalendarYear) =>
              dates?.letters && dates.letters.to >= asOf ? (
                <ProposeButton jurisdiction={jurisdiction} reportYear={reportYear} />
              ) : (
                t("letters.over")
              ),
          },
        ]
      : []),
  ];
  return (
    <Section title={t("letters.windows")} note={t("letters.windows.note", { date: formatDate(asOf, locale) })} flush>
      <DataTable
        caption={t("letters.windows")}
        columns={columns}
        rows={years}
        rowKey={({ jurisdiction, reportYear }) => `${jurisdiction} ${reportYear}`}
        empty={<EmptyState title={t("letters.windows.none")}>{t("letters.windows.none.text")}</EmptyState>}
      />
    </Section>
  );
}
