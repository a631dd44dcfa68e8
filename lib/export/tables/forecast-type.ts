import { type Address, firstOf, readAddress } from "@/lib/address";
import { getTypeInVersion } from "@/lib/breakage/forecast/queries/type-in-version";
import type { ForecastType } from "@/lib/breakage/forecast/queries/type-page";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { factorRows } from "@/lib/breakage/forecast-view/factor-rows";
import { versionParams } from "@/lib/breakage/forecast-view/schema";
import { codeInPath } from "@/lib/breakage/forecast-view/type-path";
import { trianglePeriods, typeTriangle, usualPeriod } from "@/lib/breakage/forecast-view/type-triangle";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast-detail";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { Fact } from "../table";
import { versionFacts } from "../version-facts";
import { type ValueCell, valueCells, valueColumns } from "./forecast-triangle";

/** The card type that the page's own path names. @throws NotFound. */
export async function typeOf(scope: Scope, address: Address) {
  const page = await getTypeInVersion(scope, codeIn(address), readAddress(versionParams, address));
  const facts: Fact[] = [...typeFacts(page.type), ...versionFacts(scope.issuer.name, page.version)];
  return { ...page, page, facts };
}

/** The code in it. @throws NotFound. */
export function codeIn(address: Address): string {
  const code = codeInPath(firstOf(address.path) ?? "");
  if (code === null) throw new NotFound("This card type");
  return code;
}

export const typeFacts = ({ name, code }: ForecastType): Fact[] => [
  [t("dimension.card-type"), name],
  [t("export.code", { name: t("dimension.card-type") }), code],
];

export const forecastTypeTables = {
  "forecast-type-factors": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { type, own, facts } = await typeOf(scope, address);
      const rows = factorRows(own);
      const { currency } = type;
      return prepare<(typeof rows)[number]>({
        name: "forecast-factors",
        title: t("typeFactors.title"),
        columns: [
          { title: t("typeFactors.age"), kind: "count", value: ({ age }) => age },
          { title: t("typeFactors.cohorts"), kind: "count", value: ({ cohorts }) => cohorts },
          { title: t("typeFactors.atRisk"), kind: "money", currency, value: ({ atRisk }) => wholeMinor(atRisk) },
          { title: t("typeFactors.redeemed"), kind: "money", currency, value: ({ redeemed }) => wholeMinor(redeemed) },
          { title: t("typeFactors.raw"), kind: "rate", value: ({ raw }) => raw },
          { title: t("typeFactors.credibility"), kind: "rate", value: ({ credibility }) => credibility },
          { title: t("typeFactors.used"), kind: "rate", value: ({ used }) => used },
          { title: t("typeFactors.left"), kind: "rate", value: ({ left }) => left },
          {
            title: t("typeFactors.extrapolated"),
            kind: "text",
            value: ({ extrapolated }) => t(extrapolated ? "backTest.hit.yes" : "backTest.hit.no"),
          },
        ],
        facts,
        definitions: [
          [t("typeFactors.raw"), t("typeFactors.raw.means")],
          [t("typeFactors.credibility"), t("typeFactors.credibility.means")],
          [t("typeFactors.used"), t("typeFactors.used.means")],
        ],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "forecast-type-triangle": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { type, own, facts } = await typeOf(scope, address);
      const { cohorts, cut, ultimateAge } = own;
      const asked = trianglePeriods.find((period) => period === firstOf(address.period));
      const period = asked ?? usualPeriod(cohorts, cut, ultimateAge);
      const cells = valueCells(typeTriangle(cohorts, cut, ultimateAge, period));
      return prepare<ValueCell>({
        name: "forecast-triangle",
        title: t("typeTriangle.title"),
        columns: valueColumns(type.currency),
        facts: [...facts, [t("typeTriangle.period"), t(`typeTriangle.period.${period}`)]],
        definitions: [],
        count: cells.length,
        portions: onePortion(cells),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
