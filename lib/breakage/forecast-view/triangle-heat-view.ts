import { formatCount, formatMonth, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { currencyDecimals } from "@/lib/money";
import type { FactorRow } from "../forecast/factor-table";
import { firstDayOf } from "../forecast/months";
import type { LinkName } from "../triangle/development-factors";
import { openBalanceForecast } from "../triangle/open-balance";
import type { HazardTail } from "../triangle/tail";
import { formatFactor, NO_FIGURE } from "../triangle-view/figure-format";
import { type HeatTableData, heatTable } from "../triangle-view/heat-table";
import type { LinkHeat } from "../triangle-view/link-heat";
import { endsEarly, type TailChoice } from "./triangle-methods";
import { typeHeat } from "./type-heat";
import type { TypeTriangle } from "./type-triangle";

/** What is open, what was redeemed since the sale and since the age before, and as a share of what was sold; ratios of links. */
export const cellKinds = ["open", "redeemed", "within", "share", "ratios"] as const;
export type CellKind = (typeof cellKinds)[number];

type Wanted = {
  readonly cells: CellKind;
  readonly leftOut: readonly LinkName[];
  readonly tail: TailChoice;
  /** Of the version; shown under a triangle of months, whose steps are those of the model. None where it has no model of its own. */
  readonly factors: readonly Pick<FactorRow, "age" | "used" | "credibility">[];
  readonly currency: string;
  readonly locale: Locale;
};

/** The triangle as texts: balances in whole units of the currency or shares redeemed, its links, and the factors under them. */
export function triangleHeat(
  of: TypeTriangle,
  wanted: Wanted,
): HeatTableData & { readonly problems: readonly string[]; readonly isUsable: boolean } {
  const { triangle, origins } = of;
  const { cells, leftOut, locale, currency } = wanted;
  const heat = typeHeat(of, leftOut, currency);
  const unit = 10 ** currencyDecimals(currency);
  const amount = (minor: number) => formatCount(minor / unit, locale);
  const write = (row: Row, age: number) =>
    cells === "share" ? shareText(row, age, locale) : amount(valueIn(row, age, cells));
  const data = heatTable(triangle, inUnits(heat, unit), { locale, amount }, tailOf(of, wanted, unit));
  const rows = data.rows.map((row, i) => ({
    ...row,
    label: originName(origins[i], locale),
    cells: row.cells.map((cell, j) => cell && { ...cell, amount: write(triangle.cells[i] ?? [], j) }),
  }));
  return {
    ...data,
    rows,
    foot: [...data.foot, ...modelRows(of, wanted)],
    problems: heat.problems.map(({ message }) => message),
    isUsable: heat.isUsable,
  };
}

type Row = readonly (number | null)[];

/** Of a row of open balances: what is open at an age, or what was redeemed since the sale or since the age before. */
export function valueIn(row: Row, age: number, cells: Exclude<CellKind, "share">): number {
  const open = row[age] ?? 0;
  if (cells === "redeemed") return (row[0] ?? 0) - open;
  if (cells === "within") return (row[age - 1] ?? open) - open;
  return open;
}

function shareText(row: Row, age: number, locale: Locale): string {
  const face = row[0] ?? 0;
  return face > 0 ? formatRate(valueIn(row, age, "redeemed") / face, locale) : NO_FIGURE;
}

/** `Mar 2026`, or `Aug 2026 – Oct 2026`. */
export function originName(origin: { readonly from: number; readonly to: number } | undefined, locale: Locale): string {
  if (!origin) return "";
  const name = (month: number) => formatMonth(firstDayOf(month), locale);
  return origin.from === origin.to ? name(origin.to) : `${name(origin.from)} – ${name(origin.to)}`;
}

/** What the chain ladder on the open balance makes of the time beyond the last age; null where nothing is beyond it. */
export function ladderTail(of: TypeTriangle, { tail, leftOut }: Pick<Wanted, "tail" | "leftOut">): HazardTail | null {
  if (tail === "none" || !endsEarly(of)) return null;
  const found = openBalanceForecast(of.triangle, { exclude: leftOut, tail: { ultimateAge: of.ultimateAge } });
  return found.ok ? found.value.tail : null;
}

/** A variance of ratios times amounts is in the unit of the amounts: here that of the cells. */
const inUnits = (heat: LinkHeat, unit: number): LinkHeat => ({
  ...heat,
  steps: heat.steps?.map((step) => ({ ...step, sigmaSquared: step.sigmaSquared / unit })) ?? null,
});

function tailOf(of: TypeTriangle, wanted: Wanted, unit: number) {
  const found = ladderTail(of, wanted);
  return found && { factor: found.factor, sigmaSquared: found.sigma ** 2 / unit, standardError: found.standardError };
}

function modelRows({ period, triangle }: TypeTriangle, { factors, locale }: Wanted): HeatTableData["foot"] {
  if (period !== "month" || factors.length === 0) return [];
  const values = (write: (row: Wanted["factors"][number]) => string) =>
    triangle.ages.map((age) => {
      // The step that ends at an age is that of the month of age before it.
      const row = factors.find((factor) => factor.age === age - 1);
      return row ? write(row) : NO_FIGURE;
    });
  return [
    {
      key: "weight",
      label: t("typeTriangle.weight"),
      values: values(({ credibility }) => formatRate(credibility, locale)),
    },
    { key: "used", label: t("typeTriangle.used"), values: values(({ used }) => formatFactor(used, locale)) },
  ];
}
