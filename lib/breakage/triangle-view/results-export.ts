import type { ExportColumn, ExportTable } from "@/lib/export/table";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import type { DevelopmentStep } from "../triangle/development-factors";
import { linkHeat } from "./link-heat";
import type { MethodRow, RowFigures } from "./method-rows";
import { type Basis, bases, type LeftOut, linkNames, type OwnTriangle, triangleOn } from "./own-triangle";
import { methodName } from "./reserve-comparison";
import { choicesOf, reasonsOf, remarksOn, remarksOnTriangle } from "./row-words";

type ResultLine = {
  readonly method: string;
  readonly origin: string;
  readonly figures: RowFigures | null;
  readonly note: string;
};

async function* atOnce<Row>(rows: readonly Row[]) {
  yield rows;
}

const numbers = [
  ["ownTriangle.latest", ({ latest }) => latest],
  ["ownTriangle.ultimate", ({ ultimate }) => ultimate],
  ["ownTriangle.reserve", ({ reserve }) => reserve],
  ["ownTriangle.standardError", ({ standardError }) => standardError],
  ["ownTriangle.oneYear", ({ oneYear }) => oneYear],
  ["ownTriangle.rangeLow", ({ range }) => range?.low ?? null],
  ["ownTriangle.rangeHigh", ({ range }) => range?.high ?? null],
  ["ownTriangle.face", ({ face }) => face],
  ["ownTriangle.never", ({ never }) => never],
] as const satisfies readonly (readonly [string, (figures: RowFigures) => number | null])[];

/** Every method by origin and in total, unrounded; a method without figures has one line that says why. */
export function resultsTable(
  rows: readonly MethodRow[],
  own: OwnTriangle,
  leftOut: readonly LeftOut[],
  locale: Locale,
): ExportTable<ResultLine> {
  const basics = [...choicesOf(own, leftOut, locale), ...remarksOnTriangle(own, String)];
  const lines = rows.flatMap((row): ResultLine[] => {
    const method = methodName(row.method);
    const total = { method, origin: t("table.total") };
    if (!row.ok) return [{ ...total, figures: null, note: reasonsOf(row, own).join(" ") }];
    const note = [...remarksOn(row, own, leftOut), ...basics].join("; ");
    return [
      ...row.origins.map((figures) => ({ method, origin: figures.origin, figures, note: "" })),
      { ...total, figures: row.total, note },
    ];
  });
  const columns: ExportColumn<ResultLine>[] = [
    { title: t("ownTriangle.methodName"), kind: "text", value: ({ method }) => method },
    { title: t("ownTriangle.origin"), kind: "text", value: ({ origin }) => origin },
    ...numbers.map(([title, value]) => ({
      title: t(title),
      kind: "count" as const,
      value: ({ figures }: ResultLine) => figures && value(figures),
    })),
    { title: t("ownTriangle.notes"), kind: "text", value: ({ note }) => note },
  ];
  return tableOf("own-triangle", columns, lines);
}

type StepLine = { readonly basis: Basis; readonly step: DevelopmentStep };

/** The factors behind the methods that use them, with their variances, for each way of looking at the cards. */
export function factorsTable(own: OwnTriangle, leftOut: readonly LeftOut[]): ExportTable<StepLine> {
  const lines = bases.flatMap((basis) => {
    const triangle = triangleOn(own, basis);
    if (triangle === null) return [];
    const { steps } = linkHeat(triangle, { ...own.options.factors, exclude: linkNames(triangle, basis, leftOut) });
    return (steps ?? []).map((step) => ({ basis, step }));
  });
  const columns: ExportColumn<StepLine>[] = [
    { title: t("ownTriangle.basis"), kind: "text", value: ({ basis }) => t(`ownTriangle.basis.${basis}`) },
    { title: t("ownTriangle.fromAge"), kind: "count", value: ({ step }) => step.fromAge },
    { title: t("ownTriangle.toAge"), kind: "count", value: ({ step }) => step.toAge },
    { title: t("triangleHeat.factor"), kind: "count", value: ({ step }) => step.factor },
    { title: t("triangleHeat.error"), kind: "count", value: ({ step }) => step.standardError },
    { title: t("triangleHeat.sigma"), kind: "count", value: ({ step }) => step.sigmaSquared },
    {
      title: t("ownTriangle.ownSigma"),
      kind: "text",
      value: ({ step }) => t(step.ownSigma ? "ownTriangle.ownSigma.yes" : "ownTriangle.ownSigma.no"),
    },
    { title: t("triangleHeat.links"), kind: "count", value: ({ step }) => step.links },
  ];
  return tableOf("own-triangle-factors", columns, lines);
}

function tableOf<Row>(name: string, columns: readonly ExportColumn<Row>[], rows: readonly Row[]): ExportTable<Row> {
  return {
    name,
    title: t("ownTriangle.title"),
    columns,
    facts: [],
    definitions: [],
    count: rows.length,
    portions: atOnce(rows),
  };
}
