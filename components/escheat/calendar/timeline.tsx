import Link from "next/link";
import { FigureFrame } from "@/components/charts/figure-frame";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import type { Address } from "@/lib/address";
import { addMonths, type CivilDate, daysBetween, startOfMonth } from "@/lib/dates";
import { type CalendarStep, type CalendarYear, HORIZON_MONTHS } from "@/lib/escheat/filing/calendar";
import { calendarSummary, stepText, yearSums } from "@/lib/escheat/filing/calendar-words";
import { formatDate, formatMoney, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./calendar.module.css";
import { yearHref } from "./hrefs";
import { YearTable } from "./year-table";

type Props = {
  years: readonly CalendarYear[];
  asOf: CivilDate;
  currency: string;
  address: Address;
  locale: Locale;
};

const MOST = 18;
const MONTHS_BEFORE = 4;
const EVERY = 3;

/** A line per report year: when letters may be sent, the cut-off, and when the report is due. */
export function Timeline({ years, asOf, currency, address, locale }: Props) {
  const from = startOfMonth(addMonths(asOf, -MONTHS_BEFORE));
  const days = daysBetween(from, addMonths(from, MONTHS_BEFORE + HORIZON_MONTHS));
  const place = (on: CivilDate) => Math.min(100, Math.max(0, (100 * daysBetween(from, on)) / days));
  const inPicture = years.filter(({ dates }) => dates !== null && dates.dueOn >= from);
  const shown = inPicture.slice(0, MOST);
  const before = years.filter(({ dates }) => dates !== null && dates.dueOn < from).length;
  const months = Array.from({ length: (MONTHS_BEFORE + HORIZON_MONTHS) / EVERY + 1 }, (_, index) =>
    addMonths(from, index * EVERY),
  ).filter((month) => daysBetween(from, month) < days);
  const hasMissed = shown.some(({ steps }) => steps.some(isMissed));
  const signs = (["letters", "missed", "cutoff", "due", "today"] as const).filter(
    (kind) => kind !== "missed" || hasMissed,
  );
  return (
    <FigureFrame
      id="timeline"
      title={t("calendar.timeline")}
      note={t("calendar.timeline.note", {
        from: formatMonth(from, locale),
        to: formatMonth(addMonths(asOf, HORIZON_MONTHS), locale),
      })}
      summary={calendarSummary(years, currency, locale)}
      table={<YearTable years={years} currency={currency} address={address} locale={locale} />}
    >
      <ul className={classes.key}>
        {signs.map((kind) => (
          <li key={kind}>
            <span className={classes.sign} data-kind={kind} aria-hidden />
            {t(`calendar.key.${kind}`)}
          </li>
        ))}
      </ul>
      <div className={classes.timeline}>
        <div className={classes.row} aria-hidden>
          <span className={classes.name} />
          <span className={classes.track} data-head>
            {months.map((month) => (
              <span key={month} className={classes.month} style={{ insetInlineStart: `${place(month)}%` }}>
                {formatMonth(month, locale)}
              </span>
            ))}
          </span>
          <span className={classes.money} />
        </div>
        {shown.map((year) => (
          <YearRow
            key={`${year.jurisdiction} ${year.reportYear}`}
            {...{ year, asOf, place, currency, address, locale }}
          />
        ))}
      </div>
      {before > 0 ? (
        <p className={classes.more}>
          {t("calendar.timeline.before", { count: before, from: formatMonth(from, locale) })}
        </p>
      ) : null}
      {inPicture.length > shown.length ? (
        <p className={classes.more}>{t("calendar.timeline.more", { count: inPicture.length - shown.length })}</p>
      ) : null}
    </FigureFrame>
  );
}

const isMissed = ({ kind, standing }: CalendarStep): boolean => kind === "letters-close" && standing === "missed";

type RowProps = {
  year: CalendarYear;
  asOf: CivilDate;
  place: (on: CivilDate) => number;
  currency: string;
  address: Address;
  locale: Locale;
};

function YearRow({ year, asOf, place, currency, address, locale }: RowProps) {
  const { dates, steps, jurisdiction, reportYear, standing } = year;
  const { amount, unmeasured } = yearSums(year);
  const said = steps.map((step) => `${stepText(step)} ${formatDate(step.on, locale)}`).join("; ");
  return (
    <div className={classes.row}>
      <Link className={classes.name} href={yearHref(year, address)} prefetch={false} title={said}>
        {jurisdiction.replace(/^US-/, "")} {reportYear}
        {standing === "late" ? <span className={classes.late}>{t("calendar.standing.late")}</span> : null}
      </Link>
      <span className={classes.track} aria-hidden>
        <span className={classes.today} style={{ insetInlineStart: `${place(asOf)}%` }} />
        {dates?.letters && place(dates.letters.to) > 0 && place(dates.letters.from) < 100 ? (
          <span
            className={classes.bar}
            data-standing={steps.find(({ kind }) => kind === "letters-close")?.standing}
            style={{
              insetInlineStart: `${place(dates.letters.from)}%`,
              width: `${Math.max(0.6, place(dates.letters.to) - place(dates.letters.from))}%`,
            }}
          />
        ) : null}
        {steps
          .filter(({ kind, on }) => (kind === "cutoff" || kind === "due") && place(on) > 0 && place(on) < 100)
          .map(({ kind, on, standing: own }) => (
            <span
              key={kind}
              className={classes.point}
              data-kind={kind}
              data-standing={own}
              style={{ insetInlineStart: `${place(on)}%` }}
            />
          ))}
      </span>
      <span className={classes.money}>
        {amount > 0n || unmeasured === 0n ? formatMoney(amount, currency, locale) : null}
        {unmeasured > 0n ? <NeedsCounsel isBrief /> : null}
      </span>
    </div>
  );
}
