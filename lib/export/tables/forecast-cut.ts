import { readAddress } from "@/lib/address";
import { typeDimensions } from "@/lib/breakage/constants";
import { getCutOfVersion } from "@/lib/breakage/forecast/queries/cut-of-version";
import { cutTriangle } from "@/lib/breakage/forecast-view/cut-triangle";
import { cutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { forecastTriangleMessages } from "@/lib/messages/forecast-triangle";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { Fact } from "../table";
import { versionFacts } from "../version-facts";
import {
  type CountCell,
  countCells,
  countColumns,
  type ValueCell,
  valueCells,
  valueColumns,
} from "./forecast-triangle";

const t = words(screenMessages, forecastDetailMessages, forecastTriangleMessages);

/** The triangle of any card types together, as their page shows it. */
export const forecastCutTables = {
  "forecast-cut-triangle": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const query = readAddress(cutTriangleQuery, address);
      const found = await getCutOfVersion(scope, query);
      const shown = cutTriangle(found, query.period);
      const cut = typeDimensions.flatMap((dimension): Fact[] => {
        const id = query[dimension];
        return id === undefined ? [] : [[t(`dimension.${dimension}`), id]];
      });
      const facts: Fact[] = [
        ...versionFacts(scope.issuer.name, found.version),
        ...cut,
        [t("cutTriangle.export.types"), String(found.types)],
        [t("cutTriangle.export.behind"), String(shown.cards)],
        [t("cutTriangle.measure"), t(`cutTriangle.measure.${shown.measure}`)],
        [t("typeTriangle.period"), t(`typeTriangle.period.${shown.period}`)],
      ];
      const about = { name: "forecast-cut-triangle", title: t("cutTriangle.title"), facts, definitions: [] };
      if (shown.measure === "open") {
        const cells = valueCells(shown.of);
        const columns = valueColumns(found.version.currency);
        return prepare<ValueCell>({ ...about, columns, count: cells.length, portions: onePortion(cells) });
      }
      const cells = countCells(shown.of);
      return prepare<CountCell>({ ...about, columns: countColumns, count: cells.length, portions: onePortion(cells) });
    },
  },
} as const satisfies Record<string, ExportSource>;
