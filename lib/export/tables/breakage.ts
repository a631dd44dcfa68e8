import { readAddress, readSort } from "@/lib/address";
import type { Dimension } from "@/lib/breakage/constants";
import type { Figures } from "@/lib/breakage/figures";
import { breakageOrders, sortRows } from "@/lib/breakage/order";
import type { Against } from "@/lib/breakage/period";
import { getBreakage } from "@/lib/breakage/queries/report";
import type { BreakageReport, BreakageRow } from "@/lib/breakage/report";
import { breakageParams, type Filters } from "@/lib/breakage/schema";
import { getHistoricalBreakage } from "@/lib/insights/queries/history";
import { getMerchantBreakage } from "@/lib/insights/queries/merchant-breakage";
import { historyParams, merchantBreakageParams } from "@/lib/insights/schema";
import { t } from "@/lib/messages/breakage";
import { comparisonFacts, factsOf, figureDefinitions } from "../facts";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn, ExportTable } from "../table";

const amounts = ["sold", "redeemed", "other", "unredeemed", "lapsed", "escheated", "owed"] as const;

export function figureColumns(currency: string): ExportColumn<Figures>[] {
  return [
    { title: t("figures.cards"), kind: "count", value: (row) => row.cards },
    ...amounts.map((key) => ({
      title: t(`figures.${key}`),
      kind: "money" as const,
      currency,
      value: (row: Figures) => row[key],
    })),
    { title: t("figures.rate"), kind: "rate", value: (row) => row.rate },
  ];
}

function memberColumns(by: readonly Dimension[]): ExportColumn<BreakageRow>[] {
  return by.flatMap((dimension) => [
    {
      title: t(`dimension.${dimension}`),
      kind: "text" as const,
      value: (row: BreakageRow) => row.members[dimension]?.name ?? "",
    },
    {
      title: t("export.code", { name: t(`dimension.${dimension}`) }),
      kind: "text" as const,
      value: (row: BreakageRow) => row.members[dimension]?.id ?? "",
    },
  ]);
}

type Asked = Filters & Pick<Against, "match">;

function tableOf(report: BreakageReport, name: string, rows: readonly BreakageRow[], issuer: string, asked: Asked) {
  const columns: ExportColumn<BreakageRow>[] = [...memberColumns(report.by), ...figureColumns(report.currency)];
  if (report.comparison)
    columns.push({ title: t("figures.before"), kind: "rate", value: (row) => row.before?.rate ?? null });
  const table: ExportTable<BreakageRow> = {
    name,
    title: t("breakage.title"),
    columns,
    facts: [...factsOf(issuer, report, asked), ...comparisonFacts(report.comparison, asked)],
    definitions: figureDefinitions(),
    count: rows.length,
    portions: onePortion(rows),
  };
  return prepare(table);
}

export const breakageTables = {
  breakage: {
    permission: "breakage.read",
    prepare: async (scope, address) => {
      const params = readAddress(breakageParams, address);
      const report = await getBreakage(scope, params);
      const sort = readSort(address, breakageOrders, { by: "unredeemed", direction: "desc" });
      return tableOf(report, "breakage", sortRows(report.rows, sort), scope.issuer.name, params);
    },
  },
  "merchant-breakage": {
    permission: "breakage.read",
    prepare: async (scope, address) => {
      const report = await getMerchantBreakage(scope, readAddress(merchantBreakageParams, address));
      const rows = sortRows(report.rows, { by: "unredeemed", direction: "desc" });
      return tableOf(report, "merchant-breakage", rows, scope.issuer.name, {});
    },
  },
  "historical-breakage": {
    permission: "insight.read",
    prepare: async (scope, address) => {
      const history = await getHistoricalBreakage(scope, readAddress(historyParams, address));
      const { asOf, knownAt, currency } = history;
      return prepare({
        name: "historical-breakage",
        title: t("insights.history"),
        columns: [
          { title: t("dimension.card-type"), kind: "text", value: (row) => row.cardType.name },
          {
            title: t("export.code", { name: t("dimension.card-type") }),
            kind: "text",
            value: (row) => row.cardType.id,
          },
          { title: t("dimension.expiry-year"), kind: "text", value: (row) => String(row.year) },
          ...figureColumns(currency),
        ],
        facts: factsOf(scope.issuer.name, { asOf, knownAt, currency }),
        definitions: figureDefinitions(),
        count: history.rows.length,
        portions: onePortion(history.rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
