import type { Books } from "@/lib/accounting/books";
import type { RollForwardRow } from "@/lib/accounting/roll-forward";
import { endOfMonth } from "@/lib/dates";
import { t } from "@/lib/messages/accounting-screens";
import { factsOf } from "./facts";
import type { Fact } from "./table";

/** Of which months, as of when, and by which estimates. */
export function booksFacts(issuer: string, { asOf, knownAt, span, sources, locks }: Books): Fact[] {
  const period = span ? { period: { from: span.from, to: endOfMonth(span.to) } } : {};
  const last = sources.at(-1);
  const versions = (name: "forecasts" | "escheatForecasts"): string =>
    [...(last?.[name] ?? [])]
      .map(
        ([currency, chosen]) => `${currency}: ${chosen ? `${chosen.id} (${chosen.on})` : t("accounting.noForecast")}`,
      )
      .join(", ");
  const locked = locks.at(-1);
  return [
    ...factsOf(issuer, { asOf, knownAt, ...period }),
    ...(last
      ? ([
          [t("accounting.sources.forecasts"), versions("forecasts")],
          [t("accounting.sources.escheat"), versions("escheatForecasts")],
        ] as const)
      : []),
    ...(locked ? ([[t("accounting.lockedTo"), locked.month.slice(0, 7)]] as const) : []),
  ];
}

export const currencyOf = ({ currency }: Pick<RollForwardRow, "currency">): string => currency;

export function names({ programmes }: Books) {
  const types = new Map(programmes.map(({ code, name }) => [code, name]));
  const brands = new Map(programmes.map(({ brand }) => [brand.id, brand.name]));
  return {
    typeName: (code: string) => types.get(code) ?? code,
    brandName: (id: string) => brands.get(id) ?? id,
  };
}
