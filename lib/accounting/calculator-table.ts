import type { ExportTable } from "@/lib/export/table";
import { t } from "@/lib/messages/accounting";
import type { Calculated, CalculatedPeriod } from "./calculator";

const figures = ["revenue", "breakageRevenue", "catchUp", "liability", "escheatPayable"] as const;

/** The periods of an example as a file, of the same form as the server's. */
export function calculatorTable({ currency, periods }: Calculated): ExportTable<CalculatedPeriod> {
  return {
    name: "calculator",
    title: t("calculator.title"),
    columns: [
      { title: t("calculator.period"), kind: "text", value: ({ period }) => String(period) },
      ...figures.map((key) => ({
        title: t(`accounting.${key}`),
        kind: "money" as const,
        currency,
        value: (period: CalculatedPeriod) => period[key],
      })),
    ],
    facts: [[t("currency.label"), currency]],
    definitions: [],
    count: periods.length,
    portions: (async function* () {
      yield periods;
    })(),
  };
}
