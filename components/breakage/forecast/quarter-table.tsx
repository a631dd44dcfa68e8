import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import { formatAmount, formatCount, formatQuarter, formatRate, type Locale } from "@/lib/format";
import { breakageMessages } from "@/lib/messages/breakage";
import { forecastMessages } from "@/lib/messages/forecast";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type Behind, endingCardsHref, quarterPeriod } from "./forecast-hrefs";
import { knownSum, noteWithRanges, rangeCell } from "./forecast-words";

const t = words(screenMessages, breakageMessages, forecastMessages);

type Props = { report: ForecastReport; behind: Behind; locale: Locale };

const levels = [0.5, 0.8, 0.95] as const;

/** Quarter by quarter over all groups, each with its ranges; it opens to the cards that end in it. */
export function QuarterTable({ report, behind, locale }: Props) {
  const { ahead, currency } = report;
  const { byQuarter, total } = ahead;
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const columns: Column<ForecastRow>[] = [
    {
      key: "quarter",
      title: t("forecast.chart.quarter"),
      cell: ({ quarter }) => (quarter ? formatQuarter(quarter, locale) : null),
    },
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      cell: ({ cards, quarter }) =>
        quarter ? (
          <Link
            href={endingCardsHref(behind, quarterPeriod(quarter))}
            prefetch={false}
            aria-label={t("forecast.quarterCards", {
              count: formatCount(cards, locale),
              quarter: formatQuarter(quarter, locale),
            })}
          >
            {formatCount(cards, locale)}
          </Link>
        ) : null,
      foot: formatCount(total.cards, locale),
    },
    ...(["sold", "redeemed"] as const).map((key) => ({
      key,
      title: t(`figures.${key}`),
      numeric: true,
      wide: "very" as const,
      cell: (row: ForecastRow) => amount(row[key]),
      foot: amount(total[key]),
    })),
    {
      key: "breakage",
      title: t("forecast.chart.expected"),
      numeric: true,
      cell: (row) => knownSum(row, amount),
      foot: knownSum(total, amount),
    },
    ...levels.map((level) => ({
      key: `range-${level}`,
      title: t("forecast.column.range", { level: Math.round(level * 100) }),
      numeric: true,
      wide: level !== 0.8,
      cell: (row: ForecastRow) => rangeCell(row, level, currency, locale),
      foot: rangeCell(total, level, currency, locale),
    })),
    {
      key: "probability",
      title: t("forecast.probability"),
      numeric: true,
      wide: true,
      cell: ({ probability }) => formatRate(probability, locale),
      foot: formatRate(total.probability, locale),
    },
  ];
  return (
    <Section
      title={t("forecast.quarterTable")}
      note={noteWithRanges(currency, [...byQuarter, total])}
      actions={<ExportMenu table="forecast-quarters" count={byQuarter.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("forecast.quarterTable")}
        columns={columns}
        rows={byQuarter}
        rowKey={({ quarter }) => quarter ?? ""}
        empty={null}
      />
    </Section>
  );
}
