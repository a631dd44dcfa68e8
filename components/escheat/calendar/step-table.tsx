import Link from "next/link";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Paging } from "@/components/ui/paging";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import type { CivilDate } from "@/lib/dates";
import type { CalendarYear } from "@/lib/escheat/filing/calendar";
import {
  type CalendarLine,
  type LineSpan,
  lineSpans,
  linesWithin,
  stepText,
  workText,
  yearSums,
} from "@/lib/escheat/filing/calendar-words";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import { formatCount, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./calendar.module.css";
import { yearHref } from "./hrefs";
import { StandingMark } from "./standing";
import { YearAmount } from "./year-amount";

type Props = {
  years: readonly CalendarYear[];
  asOf: CivilDate;
  currency: string;
  span: LineSpan;
  page: number;
  address: Address;
  locale: Locale;
};

const PER_PAGE = 100;
const PATH = "/issuer/escheat/calendar";

/** Days on which something opens, closes or falls due, the earliest first. */
export function StepTable({ years, asOf, currency, span, page, address, locale }: Props) {
  const all = linesWithin(years, span, asOf);
  const last = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const at = Math.min(page, last);
  const lines = all.slice((at - 1) * PER_PAGE, at * PER_PAGE);
  const to = (wanted: number) =>
    wanted < 1 || wanted > last ? null : hrefWith(PATH, address, { page: wanted === 1 ? null : String(wanted) });
  const columns: Column<CalendarLine>[] = [
    {
      key: "on",
      title: t("calendar.column.on"),
      cell: ({ step }) => (
        <time dateTime={step.on} className={classes.day}>
          {formatDate(step.on, locale)}
        </time>
      ),
    },
    {
      key: "step",
      title: t("calendar.column.step"),
      cell: ({ year, step }) => (
        <>
          {stepText(step)}
          {isUnsure(year, step) ? <NeedsCounsel isBrief /> : null}
        </>
      ),
    },
    {
      key: "year",
      title: t("calendar.column.year"),
      cell: ({ year }) => (
        <Link href={yearHref(year, address)} prefetch={false}>
          {t("calendar.year", { place: placeName(year.jurisdiction), year: year.reportYear })}
        </Link>
      ),
    },
    {
      key: "standing",
      title: t("calendar.column.standing"),
      cell: ({ step }) => <StandingMark standing={step.standing} />,
    },
    {
      key: "cards",
      title: t("calendar.column.cards"),
      numeric: true,
      wide: true,
      cell: ({ year }) => formatCount(yearSums(year).cards, locale),
    },
    {
      key: "amount",
      title: t("calendar.column.amount"),
      numeric: true,
      cell: ({ year }) => <YearAmount year={year} currency={currency} locale={locale} />,
    },
    { key: "work", title: t("calendar.column.work"), wide: true, cell: ({ year }) => workText(year) },
  ];
  return (
    <Section
      title={t("calendar.steps")}
      note={t("calendar.asOf", { date: formatDate(asOf, locale) })}
      actions={
        <>
          <LinkTabs
            label={t("calendar.span")}
            tabs={lineSpans.map((one) => ({
              key: one,
              label: t(`calendar.span.${one}`),
              href: hrefWith(PATH, address, { steps: one === "open" ? null : one }),
              isCurrent: one === span,
            }))}
          />
          {all.length > 0 ? <ExportMenu table="escheat-calendar" count={all.length} locale={locale} /> : null}
        </>
      }
      flush
    >
      <DataTable
        caption={t("calendar.steps")}
        columns={columns}
        rows={lines}
        rowKey={({ year, step }) => `${year.jurisdiction} ${year.reportYear} ${step.kind}`}
        empty={
          span === "all" ? (
            <EmptyState
              title={t("calendar.none")}
              action={<Link href={hrefTo("/issuer/escheat", address)}>{t("calendar.toForecast")}</Link>}
            >
              {t("calendar.none.text")}
            </EmptyState>
          ) : (
            <EmptyState title={t("calendar.nothingOpen")}>{t("calendar.nothingOpen.text")}</EmptyState>
          )
        }
        after={
          last > 1 ? (
            <Paging
              from={(at - 1) * PER_PAGE + 1}
              to={Math.min(at * PER_PAGE, all.length)}
              total={all.length}
              previousHref={to(at - 1)}
              nextHref={to(at + 1)}
              locale={locale}
            />
          ) : null
        }
      />
    </Section>
  );
}

/** Whether the field of the law behind this day is confirmed. */
function isUnsure({ dates }: CalendarYear, { kind }: CalendarLine["step"]): boolean {
  const field = kind === "cutoff" ? "reportCutoff" : kind === "due" || kind === "remit" ? "reportDue" : "letters";
  return dates?.unsure.includes(field) ?? false;
}
