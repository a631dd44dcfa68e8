import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import type { ForecastDimension } from "@/lib/breakage/forecast/schema";
import { t } from "@/lib/messages/forecast";
import type { ExportColumn, Fact } from "../table";

type Grouped = Pick<ForecastRow, "members">;

/** Name and code of each dimension that rows are grouped by. */
export function memberColumns(by: readonly ForecastDimension[]): ExportColumn<Grouped>[] {
  return by.flatMap((dimension): ExportColumn<Grouped>[] => [
    { title: t(`dimension.${dimension}`), kind: "text", value: (row) => row.members[dimension]?.name ?? "" },
    {
      title: t("export.code", { name: t(`dimension.${dimension}`) }),
      kind: "text",
      value: (row) => row.members[dimension]?.id ?? "",
    },
  ]);
}

/** Which version, of which data, by which method: without it no figure of a forecast can be defended. */
export function sourceFacts({ version }: Pick<ForecastReport, "version">): Fact[] {
  if (!version) return [];
  return [
    [t("forecast.export.version"), `${version.id} (${version.resultHash})`],
    [t("forecast.export.dataDate"), version.dataDate],
    [t("forecast.export.made"), `${version.createdAt}, ${version.createdByName}`],
    [t("forecast.export.method"), t(`forecast.method.${version.method ?? "several"}`)],
  ];
}
