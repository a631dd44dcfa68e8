import Link from "next/link";
import { FilterChips } from "@/components/breakage/filters";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { noticesOf } from "@/lib/accounting/books-notices";
import {
  type Recognition,
  type RecognitionRow,
  recognitionFigures,
  recognitionTotal,
} from "@/lib/accounting/recognition-view";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { wholeMonthBy } from "@/lib/breakage/forecast/data-date";
import { formatAmount, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";
import { BooksNotices } from "./books-notices";
import { estimateWords, methodWords } from "./method-words";
import { MonthPicker } from "./month-picker";
import { NoMonth, NoRows } from "./no-month";
import { SourceList } from "./source-list";

type Props = {
  recognition: Recognition;
  filters: { brand?: string | undefined; "card-type"?: string | undefined };
  address: Address;
  locale: Locale;
};

const path = "/issuer/accounting/recognition";

/** One month: what was recognised of which programme, from what, and what is left for holders and states. */
export function RecognitionScreen({ recognition, filters, address, locale }: Props) {
  const { books, currency, rows, by, isLocked } = recognition;
  if (!books.span) return <NoMonth title={t("recognition.title")} address={address} />;
  const month = books.span.to;
  const shown = formatMonth(month, locale);
  const total = recognitionTotal(rows);
  const amount = (minor: bigint | null) => (minor === null ? "–" : formatAmount(minor, currency, locale));
  const type = filters["card-type"];
  const name = rows[0]?.programme.name ?? type ?? "";
  const title =
    by === "card-type" ? t("recognition.byType", { month: shown }) : t("recognition.bySale", { name, month: shown });
  const columns: Column<RecognitionRow>[] = [
    by === "card-type"
      ? {
          key: "type",
          title: t("accounting.cardType"),
          cell: ({ programme }) => (
            <>
              {isLocked ? (
                programme.name
              ) : (
                <Link
                  href={hrefWith(path, address, { "card-type": programme.code, month })}
                  aria-label={t("recognition.openCohorts", { name: programme.name })}
                  prefetch={false}
                >
                  {programme.name}
                </Link>
              )}
              <span className={classes.under}>{stateOf(recognition, programme.id, locale)}</span>
            </>
          ),
          foot: t("table.total"),
        }
      : {
          key: "sale",
          title: t("recognition.saleMonth"),
          cell: ({ saleMonth }) => (saleMonth ? formatMonth(saleMonth, locale) : ""),
          foot: t("table.total"),
        },
    ...recognitionFigures.map(
      (figure): Column<RecognitionRow> => ({
        key: figure,
        title: t(`recognition.${figure}`),
        numeric: true,
        hint: <Definition term={t(`recognition.${figure}`)}>{t(`recognition.${figure}.means`)}</Definition>,
        cell: (row) => amount(row[figure]),
        foot: amount(total[figure]),
      }),
    ),
  ];
  return (
    <>
      <MonthPicker span={books.span} last={wholeMonthBy(books.asOf)} first={books.firstOn} locale={locale} />
      <FilterChips path={path} filters={filters} address={address} />
      {isLocked ? (
        <p className={classes.notices}>{t("recognition.locked")}</p>
      ) : (
        <BooksNotices notices={noticesOf(books, currency)} currency={currency} address={address} locale={locale} />
      )}
      {rows.length === 0 ? (
        <NoRows title={title} />
      ) : (
        <Section
          title={title}
          note={currency}
          actions={
            <>
              <ButtonLink
                href={hrefTo("/issuer/accounting", address, { from: month, to: month, currency, ...filters })}
                variant="default"
                size="xs"
              >
                {t("recognition.exportMonth")}
              </ButtonLink>
              <ExportMenu table="accounting-recognition" count={rows.length} locale={locale} />
            </>
          }
          flush
        >
          <div className={classes.dense}>
            <DataTable caption={title} columns={columns} rows={rows} rowKey={({ key }) => key} isBroad empty={null} />
          </div>
          {total.exceeded > 0 ? (
            <p className={classes.foot}>{t("recognition.exceeded.note", { count: total.exceeded })}</p>
          ) : null}
          {total.escheatPayable !== 0n && !isLocked ? (
            <p className={classes.foot}>{t("recognition.presumed")}</p>
          ) : null}
        </Section>
      )}
      <How recognition={recognition} type={type} address={address} locale={locale} />
    </>
  );
}

function stateOf({ books }: Recognition, id: number, locale: Locale): string {
  const estimate = books.estimates.get(id);
  if (!estimate) return "";
  const words = estimateWords(estimate, locale);
  return estimate.unestimated === null ? t(`accounting.method.${estimate.method?.method ?? "remote"}`) : words;
}

type HowProps = { recognition: Recognition; type: string | undefined; address: Address; locale: Locale };

/** Method, constraint and forecasts behind the figures above. */
function How({ recognition, type, address, locale }: HowProps) {
  const { books, currency, isLocked } = recognition;
  const programme = books.programmes.find(({ code }) => code === type);
  const estimate = programme && books.estimates.get(programme.id);
  const source = books.sources.at(-1);
  if (isLocked || !source) return null;
  return (
    <Section title={t("recognition.how")}>
      <div className={classes.words}>
        {estimate ? (
          <p>
            {methodWords(estimate.method, locale)}. {estimateWords(estimate, locale)}.
          </p>
        ) : null}
        <SourceList source={source} currency={currency} address={address} locale={locale} />
        <p>{t("accounting.recognised.means")}</p>
        <p className={classes.quiet}>{t("accounting.constraint.means")}</p>
      </div>
    </Section>
  );
}
