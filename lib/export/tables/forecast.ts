import { type Address, readSort } from "@/lib/address";
import { readForecastAddress } from "@/lib/breakage/forecast/address";
import { levels } from "@/lib/breakage/forecast/constants";
import { rangeAt } from "@/lib/breakage/forecast/held";
import { forecastOrders, sortForecastRows } from "@/lib/breakage/forecast/order";
import { type ForecastReport, getForecastParts } from "@/lib/breakage/forecast/queries/report";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import type { Scope } from "@/lib/identity/scope";
import { breakageMessages } from "@/lib/messages/breakage";
import { forecastMessages } from "@/lib/messages/forecast";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { factsOf } from "../facts";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn } from "../table";
import { memberColumns, sourceFacts } from "./forecast-columns";

const t = words(screenMessages, breakageMessages, forecastMessages);

type Column = ExportColumn<ForecastRow>;

const quarterColumn: Column = {
  title: t("forecast.export.quarter"),
  kind: "date",
  value: ({ quarter }) => quarter,
};

/** Every range with both its ends; an end that is not known is empty, never 0. */
function figureColumns(currency: string): Column[] {
  const ends = levels.flatMap((level) =>
    (["low", "high"] as const).map(
      (end): Column => ({
        title: t(`forecast.column.${end}`, { level: Math.round(level * 100) }),
        kind: "money",
        currency,
        value: ({ ranges }) => rangeAt(ranges, level)?.[end] ?? null,
      }),
    ),
  );
  return [
    { title: t("figures.cards"), kind: "count", value: (row) => row.cards },
    { title: t("figures.sold"), kind: "money", currency, value: (row) => row.sold },
    { title: t("figures.redeemed"), kind: "money", currency, value: (row) => row.redeemed },
    { title: t("forecast.figure"), kind: "money", currency, value: (row) => (row.isKnown ? row.breakage : null) },
    ...ends,
    { title: t("forecast.probability"), kind: "rate", value: (row) => row.probability },
    {
      title: t("forecast.column.method"),
      kind: "text",
      value: ({ method }) => t(`forecast.method.${method ?? "several"}`),
    },
    { title: t("forecast.column.status"), kind: "text", value: ({ status }) => t(`forecast.status.${status}`) },
    { title: t("forecast.column.cohorts"), kind: "count", value: ({ cohorts }) => cohorts },
    { title: t("forecast.column.error"), kind: "rate", value: ({ pastError }) => pastError },
  ];
}

type Rows = {
  readonly name: string;
  readonly title: string;
  readonly columns: (report: ForecastReport) => readonly Column[];
  readonly rows: (report: ForecastReport, address: Address) => readonly ForecastRow[];
};

const tableOf = ({ name, title, columns, rows }: Rows) =>
  ({
    permission: "forecast.read",
    prepare: async (scope: Scope, address: Address) => {
      const { params } = readForecastAddress(address);
      const report = await getForecastParts(scope, params);
      const { currency } = report;
      const asOf = params.asOf ?? report.version?.dataDate;
      const found = rows(report, address);
      return prepare<ForecastRow>({
        name,
        title,
        columns: [...columns(report), ...figureColumns(currency)],
        facts: [...(asOf ? factsOf(scope.issuer.name, { asOf, currency }, params) : []), ...sourceFacts(report)],
        definitions: [
          [t("forecast.figure"), t("forecast.ahead.means")],
          [t("figures.sold"), t("forecast.sold.means")],
          [t("forecast.probability"), t("forecast.probability.means")],
          [t("forecast.column.status"), t("forecast.column.status.means")],
          [t("forecast.column.cohorts"), t("forecast.column.cohorts.means")],
          [t("forecast.column.error"), t("forecast.column.error.means")],
        ],
        count: found.length,
        portions: onePortion(found),
      });
    },
  }) as const satisfies ExportSource;

export const forecastTables = {
  forecast: tableOf({
    name: "forecast",
    title: t("forecast.title"),
    columns: ({ by }) => memberColumns(by),
    rows: ({ ahead }, address) =>
      sortForecastRows(ahead.groups, readSort(address, forecastOrders, { by: "breakage", direction: "desc" })),
  }),
  "forecast-by-quarter": tableOf({
    name: "forecast-by-quarter",
    title: t("forecast.chart"),
    columns: ({ by }) => [quarterColumn, ...memberColumns(by)],
    rows: ({ ahead }) => ahead.quarters,
  }),
  "forecast-quarters": tableOf({
    name: "forecast-quarters",
    title: t("forecast.quarterTable"),
    columns: () => [quarterColumn],
    rows: ({ ahead }) => ahead.byQuarter,
  }),
} as const satisfies Record<string, ExportSource>;
