import { readForecastAddress } from "@/lib/breakage/forecast/address";
import { heldAgainst, JUDGED_AT, rangeAt } from "@/lib/breakage/forecast/held";
import type { PastGroup } from "@/lib/breakage/forecast/past";
import { pastRows } from "@/lib/breakage/forecast/past-rows";
import { getForecastParts } from "@/lib/breakage/forecast/queries/report";
import { breakageMessages } from "@/lib/messages/breakage";
import { forecastMessages } from "@/lib/messages/forecast";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { factsOf } from "../facts";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn } from "../table";
import { memberColumns, sourceFacts } from "./forecast-columns";

const t = words(screenMessages, breakageMessages, forecastMessages);

type Column = ExportColumn<PastGroup>;

function columnsOf(currency: string): Column[] {
  const money = (title: string, value: Column["value"]): Column => ({ title, kind: "money", currency, value });
  const end = (side: "low" | "high", of: (row: PastGroup) => Parameters<typeof rangeAt>[0]) => (row: PastGroup) =>
    rangeAt(of(row), JUDGED_AT)?.[side] ?? null;
  const range = ({ ranges }: PastGroup) => ranges;
  const storedRange = ({ stored }: PastGroup) => stored?.ranges ?? null;
  const level = Math.round(100 * JUDGED_AT);
  return [
    { title: t("figures.cards"), kind: "count", value: ({ cards }) => cards },
    money(t("figures.sold"), ({ sold }) => sold),
    { title: t("forecast.past.export.madeOn"), kind: "date", value: ({ madeOn }) => madeOn },
    money(t("forecast.past.model"), ({ breakage }) => breakage),
    money(t("forecast.column.low", { level }), end("low", range)),
    money(t("forecast.column.high", { level }), end("high", range)),
    money(t("forecast.past.came"), ({ actual }) => actual),
    { title: t("forecast.past.holds"), kind: "text", value: (row) => t(`forecast.past.holds.${heldAgainst(row)}`) },
    { title: t("forecast.past.export.version"), kind: "count", value: ({ stored }) => stored?.version ?? null },
    { title: t("forecast.past.export.versionMade"), kind: "date", value: ({ stored }) => stored?.madeOn ?? null },
    { title: t("forecast.past.export.versionData"), kind: "date", value: ({ stored }) => stored?.dataDate ?? null },
    money(t("forecast.past.export.versionExpected"), ({ stored }) => stored?.breakage ?? null),
    money(t("forecast.past.export.versionLow"), end("low", storedRange)),
    money(t("forecast.past.export.versionHigh"), end("high", storedRange)),
    money(t("forecast.past.storedCame"), ({ stored }) => stored?.actual ?? null),
    {
      title: t("forecast.past.storedHolds"),
      kind: "text",
      value: ({ stored }) => stored && t(`forecast.past.holds.${heldAgainst(stored)}`),
    },
  ];
}

export const forecastPastTables = {
  "forecast-past": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { params } = readForecastAddress(address);
      const report = await getForecastParts(scope, params);
      const { currency, version, pastGroups } = report;
      const rows = pastRows(report);
      const asOf = params.asOf ?? version?.dataDate;
      return prepare<PastGroup>({
        name: "forecast-past",
        title: t("forecast.past"),
        columns: [
          { title: t("forecast.export.quarter"), kind: "date", value: ({ quarter }) => quarter },
          ...(pastGroups ? memberColumns(report.by) : []),
          ...columnsOf(currency),
        ],
        facts: [...(asOf ? factsOf(scope.issuer.name, { asOf, currency }, params) : []), ...sourceFacts(report)],
        definitions: [
          [t("forecast.past"), t("forecast.past.how")],
          ...(pastGroups ? [] : [[t("forecast.past"), t("forecast.past.notKept")] as const]),
        ],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
