import Link from "next/link";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Address } from "@/lib/address";
import type { CivilDate } from "@/lib/dates";
import type { CalendarYear } from "@/lib/escheat/filing/calendar";
import { workText } from "@/lib/escheat/filing/calendar-words";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import { formatDate, formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./calendar.module.css";
import { yearHref } from "./hrefs";
import { StandingMark } from "./standing";
import { YearAmount } from "./year-amount";

type Props = { years: readonly CalendarYear[]; currency: string; address: Address; locale: Locale };

const MOST = 100;

/** The picture of the calendar as rows: one for each report year, as it draws one line for each. */
export function YearTable({ years, currency, address, locale }: Props) {
  const day = (on: CivilDate) => <span className={classes.day}>{formatDate(on, locale)}</span>;
  const columns: Column<CalendarYear>[] = [
    {
      key: "year",
      title: t("calendar.column.year"),
      cell: (year) => (
        <Link href={yearHref(year, address)} prefetch={false}>
          {t("calendar.year", { place: placeName(year.jurisdiction), year: year.reportYear })}
        </Link>
      ),
    },
    {
      key: "letters",
      title: t("calendar.key.letters"),
      wide: true,
      cell: ({ dates }) =>
        dates?.letters ? (
          <span className={classes.day}>{formatDateRange(dates.letters.from, dates.letters.to, locale)}</span>
        ) : (
          "–"
        ),
    },
    {
      key: "cutoff",
      title: t("calendar.key.cutoff"),
      wide: true,
      cell: ({ dates }) => (dates ? day(dates.cutoffOn) : <NeedsCounsel />),
    },
    {
      key: "due",
      title: t("calendar.key.due"),
      cell: ({ dates }) => (dates ? day(dates.dueOn) : <NeedsCounsel />),
    },
    {
      key: "standing",
      title: t("calendar.column.standing"),
      cell: ({ standing }) => <StandingMark standing={standing} />,
    },
    {
      key: "amount",
      title: t("calendar.column.amount"),
      numeric: true,
      cell: (year) => <YearAmount year={year} currency={currency} locale={locale} />,
    },
    { key: "work", title: t("calendar.column.work"), wide: true, cell: workText },
  ];
  return (
    <DataTable
      caption={t("calendar.timeline")}
      columns={columns}
      rows={years.slice(0, MOST)}
      rowKey={({ jurisdiction, reportYear }) => `${jurisdiction} ${reportYear}`}
      empty={null}
    />
  );
}
