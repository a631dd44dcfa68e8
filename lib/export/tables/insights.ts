import { type Address, readAddress } from "@/lib/address";
import type { RankedMerchant, RankedType, TopTypes } from "@/lib/insights/insight";
import { getTopMerchants } from "@/lib/insights/queries/merchants";
import { getPercentile, getTopByModel, getTopTypes } from "@/lib/insights/queries/types";
import { insightParams, merchantWindow } from "@/lib/insights/schema";
import { t } from "@/lib/messages/breakage";
import type { MessageKey } from "@/lib/messages/message";
import { factsOf } from "../facts";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn } from "../table";

/** The screen shows the top of a ranking; a file holds all of it. */
const asked = (address: Address) => ({ ...readAddress(insightParams, address), limit: Number.POSITIVE_INFINITY });

function typeColumns(currency: string): ExportColumn<RankedType>[] {
  return [
    { title: t("insights.rank"), kind: "count", value: (row) => row.rank },
    { title: t("dimension.card-type"), kind: "text", value: (row) => row.cardType.name },
    { title: t("export.code", { name: t("dimension.card-type") }), kind: "text", value: (row) => row.cardType.id },
    { title: t("dimension.brand"), kind: "text", value: (row) => row.brand.name },
    { title: t("dimension.business-model"), kind: "text", value: (row) => row.businessModel },
    { title: t("insights.sales"), kind: "count", value: (row) => row.sales },
    { title: t("insights.volume"), kind: "money", currency, value: (row) => row.volume },
  ];
}

function typesTable(name: string, title: MessageKey<typeof t>, top: Omit<TopTypes, "total" | "count">, issuer: string) {
  return prepare({
    name,
    title: t(title),
    columns: typeColumns(top.currency),
    facts: factsOf(issuer, top),
    definitions: [],
    count: top.rows.length,
    portions: onePortion(top.rows),
  });
}

export const insightTables = {
  "top-types-by-count": {
    permission: "insight.read",
    prepare: async (scope, address) =>
      typesTable(
        "top-types-by-count",
        "insights.topCount",
        await getTopTypes(scope, asked(address), "count"),
        scope.issuer.name,
      ),
  },
  "top-types-by-volume": {
    permission: "insight.read",
    prepare: async (scope, address) =>
      typesTable(
        "top-types-by-volume",
        "insights.topVolume",
        await getTopTypes(scope, asked(address), "volume"),
        scope.issuer.name,
      ),
  },
  "percentile-90": {
    permission: "insight.read",
    prepare: async (scope, address) =>
      typesTable("percentile-90", "insights.percentile", await getPercentile(scope, asked(address)), scope.issuer.name),
  },
  "top-by-business-model": {
    permission: "insight.read",
    prepare: async (scope, address) => {
      const top = await getTopByModel(scope, asked(address));
      const rows = top.rows.map(({ model, ...type }) => ({ ...type, businessModel: model.id }));
      return typesTable("top-by-business-model", "insights.models", { ...top, rows }, scope.issuer.name);
    },
  },
  "top-merchants": {
    permission: "insight.read",
    prepare: async (scope, address) => {
      const { merchantDays: days } = readAddress(merchantWindow, address);
      const top = await getTopMerchants(scope, { ...asked(address), days });
      const money = (["gross", "redeemed", "spent"] as const).map((key) => ({
        title: t(`insights.${key}`),
        kind: "money" as const,
        currency: top.currency,
        value: (row: RankedMerchant) => row[key],
      }));
      return prepare<RankedMerchant>({
        name: "top-merchants",
        title: t("insights.merchants"),
        columns: [
          { title: t("insights.rank"), kind: "count", value: (row) => row.rank },
          { title: t("dimension.merchant"), kind: "text", value: (row) => row.merchant.name },
          { title: t("export.code", { name: t("dimension.merchant") }), kind: "text", value: (row) => row.merchant.id },
          { title: t("insights.sales"), kind: "count", value: (row) => row.sales },
          { title: t("insights.redemptions"), kind: "count", value: (row) => row.redemptions },
          ...money,
        ],
        facts: factsOf(scope.issuer.name, top),
        definitions: [],
        count: top.rows.length,
        portions: onePortion(top.rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
