import { t } from "@/lib/messages/forecast-triangle";
import type { CountCellKind } from "./count-heat-view";
import type { CellKind } from "./triangle-heat-view";
import type { TrianglePeriod } from "./type-triangle";

/** What a cell of a triangle is, whether of value or of numbers. */
type Shown =
  | { readonly measure: "open"; readonly cells: CellKind; readonly currency: string }
  | { readonly measure: "redemptions"; readonly cells: CountCellKind };

export function cellSentence(shown: Shown, period: TrianglePeriod): string {
  const of = { period: t(`triangleHeat.period.${period}`) };
  return shown.measure === "open"
    ? t(`triangleHeat.cell.open.${shown.cells}`, { ...of, currency: shown.currency })
    : t(`triangleHeat.cell.redemptions.${shown.cells}`, of);
}
