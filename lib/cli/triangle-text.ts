import type { MethodFigures } from "@/lib/breakage/triangle/method-result";
import { METHODS, type MethodResult } from "@/lib/breakage/triangle/methods";
import { textTable } from "./table";

/** The figures of a method as two tables: origins with their total, and the steps of development. */
export function triangleText(
  { method, origins, total, factors, sigmaSquared }: MethodResult,
  ages: readonly number[],
): string {
  type Line = { origin: string } & MethodFigures;
  const hasOneYear = total.oneYearStandardError !== undefined;
  const fields = ["latest", "ultimate", "reserve", "standardError"] as const;
  const money = [...fields, ...(hasOneYear ? (["oneYearStandardError"] as const) : [])].map((field) => ({
    title: field === "standardError" ? "s.e." : field === "oneYearStandardError" ? "s.e. next diagonal" : field,
    right: true,
    text: (line: Line) => line[field]?.toFixed(2) ?? "–",
  }));
  const lines: Line[] = [...origins, { origin: "Total", ...total }];
  const isPerFactor = sigmaSquared.length === factors.length;
  const steps = factors.map((factor, k) => ({
    step: `${ages[k]} to ${ages[k + 1] ?? "ultimate"}`,
    factor: factor.toFixed(5),
    sigmaSquared: isPerFactor ? Number((sigmaSquared[k] ?? 0).toPrecision(6)).toString() : "–",
  }));
  const development = textTable(
    [
      { title: "ages", text: ({ step }) => step },
      { title: "factor", right: true, text: ({ factor }) => factor },
      { title: "σ²", right: true, text: ({ sigmaSquared }) => sigmaSquared },
    ],
    steps,
  );
  const dispersion = isPerFactor ? "" : `\n\nDispersion σ² ${Number((sigmaSquared[0] ?? 0).toPrecision(6))}`;
  const table = textTable<Line>([{ title: "origin", text: ({ origin }) => origin }, ...money], lines);
  return `${METHODS[method].summary}.\n\n${table}\n\n${development}${dispersion}`;
}
