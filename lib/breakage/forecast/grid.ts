import type { CivilDate } from "@/lib/dates";
import { groupKey } from "./order";
import type { ForecastRow, ForecastTable } from "./report";
import type { ForecastDimension } from "./schema";

export type GridLine = { readonly group: ForecastRow; readonly cells: readonly (ForecastRow | null)[] };
export type ForecastGrid = { readonly quarters: readonly CivilDate[]; readonly lines: readonly GridLine[] };

/** Groups down, quarters across, in the table's own order of groups. Null where a group has no cards that end in a quarter. */
export function forecastGrid(table: ForecastTable, by: readonly ForecastDimension[]): ForecastGrid {
  const quarters = table.byQuarter.flatMap(({ quarter }) => (quarter === null ? [] : [quarter]));
  const cells = new Map(table.quarters.map((row) => [`${row.quarter}/${groupKey(row, by)}`, row]));
  return {
    quarters,
    lines: table.groups.map((group) => ({
      group,
      cells: quarters.map((quarter) => cells.get(`${quarter}/${groupKey(group, by)}`) ?? null),
    })),
  };
}
