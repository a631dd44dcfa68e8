import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Books } from "@/lib/accounting/books";
import { type MethodVersion, methodIn } from "@/lib/accounting/method";
import { type MethodRow, versionsByType } from "@/lib/accounting/method-rows";
import type { Programme } from "@/lib/accounting/programme";
import { monthsBetween } from "@/lib/accounting/roll-forward";
import { monthAfter } from "@/lib/accounting/span";
import type { Address } from "@/lib/address";
import { addMonths, startOfMonth } from "@/lib/dates";
import { formatInstant, formatMonth, type Locale } from "@/lib/format";
import { accountingMessages } from "@/lib/messages/accounting";
import { accountingScreenMessages } from "@/lib/messages/accounting-screens";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { words } from "@/lib/messages/message";
import classes from "./accounting.module.css";
import { ChooseRecognition } from "./choose-recognition";
import { estimateWords, methodWords } from "./method-words";
import { NoMonth } from "./no-month";

const t = words(accountingMessages, accountingScreenMessages, forecastDetailMessages);

type Props = { books: Books; mayChoose: boolean; timeZone: string; address: Address; locale: Locale };

const MONTHS_AHEAD = 12;
const MOST_CHOICES = 20;

/** Every programme with the method it has now, and the form that gives one or many another. */
export function MethodsScreen({ books, mayChoose, timeZone, address, locale }: Props) {
  const { span, programmes, locks, firstOn } = books;
  if (!span || firstOn === null) return <NoMonth title={t("methods.title")} address={address} />;
  const last = span.to;
  const lastLock = locks.at(-1)?.month;
  const first = lastLock === undefined ? startOfMonth(firstOn) : monthAfter(lastLock);
  const owed = programmes.filter(({ standing }) => standing !== "given");
  return (
    <>
      <Section title={t("methods.choose")}>
        {mayChoose ? (
          <ChooseRecognition
            programmes={owed.map(({ code, name, brand, currency }) => ({ code, name, brand: brand.name, currency }))}
            months={monthsBetween(first, addMonths(last, MONTHS_AHEAD)).map((month) => ({
              value: month,
              label: formatMonth(month, locale),
            }))}
            usualMonth={first > last || lastLock !== undefined ? first : last}
            locale={locale}
          />
        ) : (
          <p>{t("methods.mayNot")}</p>
        )}
      </Section>
      <MethodTable books={books} month={last} timeZone={timeZone} locale={locale} />
      <Section title={t("methods.explain")}>
        <ul className={classes.words}>
          <li>{t("methods.explain.proportional")}</li>
          <li>{t("methods.explain.remote")}</li>
          <li>{t("methods.explain.constraint")}</li>
          <li>{t("methods.explain.none")}</li>
        </ul>
      </Section>
      <History books={books} timeZone={timeZone} locale={locale} />
    </>
  );
}

type TableProps = { books: Books; month: string; timeZone: string; locale: Locale };
type Row = { programme: Programme; version: MethodVersion | null; planned: MethodVersion | null };

function MethodTable({ books, month, locale }: TableProps) {
  const versions = versionsByType(books.methods);
  const rows = books.programmes.map((programme): Row => {
    const own = versions.get(programme.id) ?? [];
    return { programme, version: methodIn(own, month), planned: own.find(({ from }) => from > month) ?? null };
  });
  const columns: Column<Row>[] = [
    {
      key: "programme",
      title: t("accounting.cardType"),
      cell: ({ programme }) => (
        <>
          {programme.name}
          <span className={classes.under}>
            {programme.code}, {programme.currency}
          </span>
        </>
      ),
    },
    { key: "brand", title: t("accounting.brand"), wide: true, cell: ({ programme }) => programme.brand.name },
    {
      key: "method",
      title: t("methods.inForce"),
      cell: ({ programme, version, planned }) =>
        programme.standing === "given" ? (
          <span className={classes.quiet}>{t("methods.given")}</span>
        ) : (
          <>
            {methodWords(version, locale)}
            {planned ? (
              <span className={classes.under}>
                {t("methods.from")} {formatMonth(planned.from, locale)}: {methodWords(planned, locale)}
              </span>
            ) : null}
          </>
        ),
    },
    {
      key: "from",
      title: t("methods.from"),
      wide: true,
      cell: ({ version }) => (version ? formatMonth(version.from, locale) : ""),
    },
    {
      key: "state",
      title: t("methods.state"),
      wide: true,
      cell: ({ programme }) =>
        programme.standing === "given" ? "" : estimateWords(books.estimates.get(programme.id), locale),
    },
  ];
  return (
    <Section title={t("methods.table")} note={formatMonth(month, locale)} flush>
      <DataTable
        caption={t("methods.table")}
        columns={columns}
        rows={rows}
        rowKey={({ programme }) => programme.code}
        empty={null}
      />
    </Section>
  );
}

function History({ books, timeZone, locale }: Omit<TableProps, "month">) {
  if (books.methods.length === 0) return null;
  const names = new Map(books.programmes.map(({ id, name }) => [id, name]));
  const columns: Column<MethodRow>[] = [
    { key: "type", title: t("accounting.cardType"), cell: ({ cardTypeId }) => names.get(cardTypeId) ?? "" },
    { key: "from", title: t("methods.from"), cell: ({ from }) => formatMonth(from, locale) },
    {
      key: "method",
      title: t("accounting.method"),
      cell: (row) => methodWords(versionsByType([row]).get(row.cardTypeId)?.[0] ?? null, locale),
    },
    { key: "reason", title: t("methods.reason"), wide: true, cell: ({ reason }) => reason },
    {
      key: "by",
      title: t("versions.by"),
      wide: true,
      cell: ({ by, at }) => t("methods.by", { name: by, date: formatInstant(at, timeZone, locale) }),
    },
  ];
  return (
    <Section title={t("methods.history")} flush>
      <DataTable
        caption={t("methods.history")}
        columns={columns}
        rows={[...books.methods].reverse().slice(0, MOST_CHOICES)}
        rowKey={({ id }) => String(id)}
        empty={null}
      />
    </Section>
  );
}
