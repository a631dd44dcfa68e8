import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { countWithin } from "@/lib/breakage/forecast-view/count-heat-view";
import type { CountTriangle } from "@/lib/breakage/forecast-view/count-triangle";
import { valueIn } from "@/lib/breakage/forecast-view/triangle-heat-view";
import type { TypeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import type { Triangle } from "@/lib/breakage/triangle/triangle";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { forecastTriangleMessages } from "@/lib/messages/forecast-triangle";
import { words } from "@/lib/messages/message";
import type { ExportColumn } from "../table";

const t = words(forecastDetailMessages, forecastTriangleMessages);

/** One line per cell, as programs read triangles. */
type Cell = { readonly origin: string; readonly age: number };
export type ValueCell = Cell & Readonly<Record<"open" | "redeemed" | "within" | "face", bigint>>;
export type CountCell = Cell & Readonly<Record<"redeemed" | "within" | "cards", number>>;

const placeColumns: readonly ExportColumn<Cell>[] = [
  { title: t("typeTriangle.export.origin"), kind: "text", value: ({ origin }) => origin },
  { title: t("typeFactors.age"), kind: "count", value: ({ age }) => age },
];

export const valueColumns = (currency: string): ExportColumn<ValueCell>[] => [
  ...placeColumns,
  { title: t("typeTriangle.cells.open"), kind: "money", currency, value: ({ open }) => open },
  { title: t("typeTriangle.export.face"), kind: "money", currency, value: ({ face }) => face },
  { title: t("typeTriangle.cells.redeemed"), kind: "money", currency, value: ({ redeemed }) => redeemed },
  { title: t("typeTriangle.cells.within"), kind: "money", currency, value: ({ within }) => within },
];

export const countColumns: readonly ExportColumn<CountCell>[] = [
  ...placeColumns,
  { title: t("cutTriangle.export.redeemed"), kind: "count", value: ({ redeemed }) => redeemed },
  { title: t("cutTriangle.export.within"), kind: "count", value: ({ within }) => within },
  { title: t("cutTriangle.export.cards"), kind: "count", value: ({ cards }) => cards },
];

export function valueCells(of: TypeTriangle | null): ValueCell[] {
  if (!of) return [];
  const minor = (row: Row, age: number, cells: "open" | "redeemed") => wholeMinor(valueIn(row, age, cells));
  return eachCell(of.triangle, (row, _, j) => {
    const redeemed = minor(row, j, "redeemed");
    return {
      open: minor(row, j, "open"),
      redeemed,
      // Of what is written, so that the lines of an origin add up.
      within: redeemed - (j === 0 ? 0n : minor(row, j - 1, "redeemed")),
      face: minor(row, 0, "open"),
    };
  });
}

export const countCells = (of: CountTriangle | null): CountCell[] =>
  of
    ? eachCell(of.triangle, (row, i, j) => ({
        redeemed: row[j] ?? 0,
        within: countWithin(row, j),
        cards: of.origins[i]?.cards ?? 0,
      }))
    : [];

type Row = readonly (number | null)[];

function eachCell<Found>(
  { origins, ages, cells }: Triangle,
  read: (row: Row, origin: number, age: number) => Found,
): (Cell & Found)[] {
  return cells.flatMap((row, i) =>
    row.flatMap((cell, j) =>
      cell === null ? [] : [{ origin: origins[i] ?? "", age: ages[j] ?? 0, ...read(row, i, j) }],
    ),
  );
}
