import Link from "next/link";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import type { Column } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import type { EscheatFigures } from "@/lib/escheat/forecast/report";
import type { OutcomeFigures } from "@/lib/escheat/forecast/table";
import { formatAmount, formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import { amountRange } from "./words";

/** A row of any table of the forecast: its figures, and what of it is spared or not settled. */
export type FigureLine = EscheatFigures & { readonly exempt: OutcomeFigures; readonly counsel: OutcomeFigures };

type Shown = {
  readonly currency: string;
  readonly locale: Locale;
  readonly total: EscheatFigures;
  readonly exempt: OutcomeFigures;
  readonly counsel: OutcomeFigures;
  readonly sortable?: boolean;
};

/** The columns that every table of the forecast has; the foot is of all rows, and its ranges are of sums. */
export function figureColumns<Row extends FigureLine>(
  { currency, locale, total, exempt, counsel, sortable = false }: Shown,
  links: { nameOf: (row: Row) => string; cardsHref: (row: Row) => string; counselHref: (row: Row) => string },
): Column<Row>[] {
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const atLeast = ({ claimed, unmeasured }: Pick<EscheatFigures, "claimed" | "unmeasured">) =>
    unmeasured > 0n ? t("escheat.forecast.atLeast", { amount: amount(claimed) }) : amount(claimed);
  return [
    {
      key: "cards",
      sortable,
      title: t("escheat.forecast.column.cards"),
      numeric: true,
      wide: true,
      cell: (row) => (
        <Link
          href={links.cardsHref(row)}
          prefetch={false}
          aria-label={t("escheat.forecast.openCards", {
            count: formatCount(row.cards, locale),
            name: links.nameOf(row),
          })}
        >
          {formatCount(row.cards, locale)}
        </Link>
      ),
      foot: formatCount(total.cards, locale),
    },
    {
      key: "balance",
      sortable,
      title: t("escheat.forecast.column.balance"),
      numeric: true,
      wide: true,
      cell: (row) => amount(row.balance),
      foot: amount(total.balance),
    },
    {
      key: "claimed",
      sortable,
      title: t("escheat.forecast.column.claimed"),
      numeric: true,
      wide: true,
      hint: <Definition term={t("escheat.forecast.column.claimed")}>{t("escheat.forecast.claimed.means")}</Definition>,
      cell: atLeast,
      foot: atLeast(total),
    },
    {
      key: "expected",
      sortable,
      title: t("escheat.forecast.column.expected"),
      numeric: true,
      cell: (row) => (
        <>
          {amount(row.foreseen)}
          {row.needsCounsel ? <NeedsCounsel isBrief /> : null}
        </>
      ),
      foot: amount(total.foreseen),
    },
    {
      key: "range",
      title: t("escheat.forecast.column.range"),
      numeric: true,
      wide: "very",
      cell: (row) => (row.foreseen > 0n ? amountRange(row.range, currency, locale) : "–"),
      foot: amountRange(total.range, currency, locale),
    },
    {
      key: "lawRange",
      sortable,
      title: t("escheat.forecast.column.lawRange"),
      numeric: true,
      hint: <Definition term={t("escheat.forecast.column.lawRange")}>{t("escheat.forecast.law.means")}</Definition>,
      cell: (row) => (row.lawRange.high > 0 ? amountRange(row.lawRange, currency, locale) : "–"),
      foot: amountRange(total.lawRange, currency, locale),
    },
    {
      key: "counsel",
      sortable,
      title: t("escheat.forecast.column.counsel"),
      numeric: true,
      wide: true,
      cell: (row) =>
        row.counsel.cards === 0 ? (
          "–"
        ) : (
          <Link href={links.counselHref(row)} prefetch={false}>
            {amount(row.counsel.balance)}
          </Link>
        ),
      foot: amount(counsel.balance),
    },
    {
      key: "exempt",
      title: t("escheat.forecast.column.exempt"),
      numeric: true,
      wide: "very",
      cell: (row) => (row.exempt.cards === 0 ? "–" : amount(row.exempt.balance)),
      foot: amount(exempt.balance),
    },
  ];
}
