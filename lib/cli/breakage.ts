import { dimensions } from "@/lib/breakage/constants";
import { breakageJson } from "@/lib/breakage/json";
import { getBreakage } from "@/lib/breakage/queries/report";
import type { BreakageReport } from "@/lib/breakage/report";
import { breakageParams } from "@/lib/breakage/schema";
import { scopeForOperator } from "@/lib/identity/scope";
import { toDecimal } from "@/lib/money";
import { parseInput } from "@/lib/validation";
import { command } from "./command";
import { filterOptions } from "./options";
import { textTable } from "./table";

export const commands = [
  command({
    name: "report",
    summary: "Breakage of the cards that expire in a period, by one dimension or two",
    options: {
      ...filterOptions(dimensions),
      issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" },
      "as-of": {
        type: "string",
        value: "DATE",
        summary: "events up to this day count; by default the last day with data",
      },
      by: { type: "string", value: "DIM[,DIM]", default: "card-type", summary: "what to group by" },
      from: {
        type: "string",
        value: "DATE",
        summary: "first day of card expiry; by default the year up to the as-of date",
      },
      to: { type: "string", value: "DATE", summary: "last day of card expiry" },
      "known-at": { type: "string", value: "DATE", summary: "as it was known at the end of this day" },
      currency: { type: "string", value: "CODE", summary: "by default the issuer's reporting currency" },
      compare: { type: "string", value: "previous|year|custom", summary: "hold it against another period" },
      match: {
        type: "string",
        value: "weekday",
        summary: "compare each day with its own weekday, whole weeks earlier",
      },
      "compare-from": { type: "string", value: "DATE", summary: "first day of the other period, with custom" },
      "compare-to": { type: "string", value: "DATE", summary: "last day of it" },
    },
    run: async ({ values }) => {
      const { issuer, ...given } = values as Record<string, string | undefined>;
      const {
        "as-of": asOf,
        "known-at": knownAt,
        "compare-from": compareFrom,
        "compare-to": compareTo,
        ...rest
      } = given;
      const named = { ...rest, asOf, knownAt, compareFrom, compareTo };
      const asked = Object.entries(named).filter(([, value]) => value !== undefined);
      const params = parseInput(breakageParams, Object.fromEntries(asked));
      const report = await getBreakage(await scopeForOperator(issuer ?? ""), params);
      return { json: breakageJson(report), text: textOf(report) };
    },
  }),
];

type Line = { names: string[]; figures: BreakageReport["total"] };

function textOf(report: BreakageReport): string {
  const { asOf, knownAt, currency, period, by } = report;
  const lines: Line[] = [
    ...report.rows.map((row) => ({ names: by.map((name) => row.members[name]?.name ?? ""), figures: row })),
    { names: by.map((_, i) => (i === 0 ? "Total" : "")), figures: report.total },
  ];
  const money = (["sold", "redeemed", "unredeemed", "lapsed", "escheated", "owed"] as const).map((field) => ({
    title: field,
    right: true,
    text: (line: Line) => toDecimal(line.figures[field], currency),
  }));
  const table = textTable<Line>(
    [
      ...by.map((name, i) => ({ title: name, text: (line: Line) => line.names[i] ?? "" })),
      { title: "cards", right: true, text: (line) => String(line.figures.cards) },
      ...money,
      {
        title: "rate",
        right: true,
        text: ({ figures }) => (figures.rate === null ? "–" : `${(figures.rate * 100).toFixed(2)} %`),
      },
    ],
    lines,
  );
  const known = knownAt === null ? "" : `, as known at ${knownAt}`;
  return `Cards expiring ${period.from} to ${period.to}, as of ${asOf}${known}, in ${currency}\n\n${table}`;
}
