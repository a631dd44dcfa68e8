import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Hash } from "@/components/ui/hash";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { Correction } from "@/lib/accounting/corrections";
import type { MonthState, Months } from "@/lib/accounting/months-view";
import type { Programme } from "@/lib/accounting/programme";
import { type Address, hrefTo } from "@/lib/address";
import { formatInstant, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";
import { AccountingTabs } from "./accounting-tabs";
import { CorrectionsTable } from "./corrections-table";
import { FirstLock, MonthAct } from "./month-acts";
import { NoMonth } from "./no-month";

type Props = {
  months: Months;
  corrections: readonly Correction[];
  programmes: readonly Programme[];
  personId: number | null;
  may: { lock: boolean; signOff: boolean };
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** Which months are closed, by whom, and what became known of them since. */
export function MonthsScreen(props: Props) {
  const { months, corrections, programmes, may, address, locale } = props;
  return (
    <>
      <PageHeader title={t("months.title")} lead={t("months.lead")} />
      <AccountingTabs current="months" address={address} />
      {months.months.length === 0 ? (
        <NoMonth title={t("months.title")} address={address} />
      ) : (
        <>
          {months.firstOpen === null && may.lock ? (
            <Section title={t("months.choose")}>
              <FirstLock
                months={months.months.map(({ month }) => ({ value: month, label: formatMonth(month, locale) }))}
              />
            </Section>
          ) : null}
          <MonthTable {...props} />
          <CorrectionsTable
            corrections={corrections}
            nameOf={(code) => programmes.find((one) => one.code === code)?.name ?? code}
            address={address}
            locale={locale}
          />
        </>
      )}
    </>
  );
}

const MOST = 100;

function MonthTable({ months, personId, may, timeZone, address, locale }: Props) {
  const name = (month: string) => formatMonth(month, locale);
  const columns: Column<MonthState>[] = [
    {
      key: "month",
      title: t("accounting.month"),
      cell: ({ month }) => (
        <Link
          href={hrefTo("/issuer/accounting", address, { from: month, to: month })}
          aria-label={t("months.open", { month: name(month) })}
          prefetch={false}
        >
          {name(month)}
        </Link>
      ),
    },
    {
      key: "state",
      title: t("accounting.state"),
      cell: ({ lock }) => (
        <span className={classes.state}>
          {t(
            lock === null
              ? "accounting.open"
              : lock.signedOffBy === null
                ? "accounting.locked"
                : "accounting.signedOff",
          )}
        </span>
      ),
    },
    {
      key: "locked",
      title: t("months.lockedBy"),
      wide: true,
      cell: ({ lock }) => (lock ? <Who name={lock.lockedByName} at={lock.lockedAt} {...{ timeZone, locale }} /> : null),
    },
    {
      key: "signed",
      title: t("months.signedOffBy"),
      wide: true,
      cell: ({ lock }) =>
        lock?.signedOffByName && lock.signedOffAt ? (
          <Who name={lock.signedOffByName} at={lock.signedOffAt} {...{ timeZone, locale }} />
        ) : null,
    },
    {
      key: "hash",
      title: t("months.hash"),
      wide: true,
      hint: <Definition term={t("months.hash")}>{t("months.hash.means")}</Definition>,
      cell: ({ month, lock }) =>
        lock ? <Hash value={lock.rowsHash} label={t("months.hash.of", { month: name(month) })} /> : null,
    },
    {
      key: "act",
      title: "",
      cell: ({ month, lock, isNext }) =>
        lock === null ? (
          isNext && months.firstOpen !== null && may.lock ? (
            <MonthAct act="lock" month={month} name={name(month)} />
          ) : null
        ) : lock.signedOffBy === null && may.signOff ? (
          lock.lockedBy === personId ? (
            <span className={classes.quiet}>{t("months.signOff.own")}</span>
          ) : (
            <MonthAct act="signOff" month={month} name={name(month)} />
          )
        ) : null,
    },
  ];
  return (
    <Section
      title={t("months.table")}
      actions={<ExportMenu table="accounting-months" count={months.months.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("months.table")}
        columns={columns}
        rows={months.months.slice(0, MOST)}
        rowKey={({ month }) => month}
        empty={null}
      />
    </Section>
  );
}

function Who({ name, at, timeZone, locale }: { name: string; at: string; timeZone: string; locale: Locale }) {
  return (
    <>
      {name}
      <time className={classes.under} dateTime={at}>
        {formatInstant(at, timeZone, locale)}
      </time>
    </>
  );
}
