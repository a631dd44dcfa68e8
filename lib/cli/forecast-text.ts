import { type ReliabilityRow, reliabilityRows } from "@/lib/breakage/card-score/score-test";
import { quarterName } from "@/lib/breakage/forecast/json";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import type { RangeScore } from "@/lib/breakage/forecast/scores";
import type { StoredBacktest } from "@/lib/breakage/forecast-view/back-test-json";
import { coverageAt } from "@/lib/breakage/forecast-view/calibration-view";
import { knownWords } from "@/lib/breakage/forecast-view/known-words";
import { verdictWords } from "@/lib/breakage/forecast-view/verdict-words";
import { formatRate } from "@/lib/format";
import { t } from "@/lib/messages/card-score";
import { toDecimal } from "@/lib/money";
import { textTable } from "./table";

/** A version, quarter by quarter, and the total of what is shown. */
export function forecastText(report: ForecastReport): string {
  const { version, currency: code, ahead, by } = report;
  if (!version) return "There is no forecast.";
  if (report.isEmpty) return `Forecast ${version.id}, data to ${version.dataDate}: no cards of this cut in ${code}.`;
  if (version.status !== "ok")
    return `Data to ${version.dataDate}: ${version.status.replaceAll("-", " ")}, so nothing is forecast.`;
  const bound = (row: Pick<ForecastRow, "ranges">, end: "low" | "high") => {
    const range = row.ranges?.find(({ level }) => level === 0.8);
    return range ? toDecimal(range[end], code) : "–";
  };
  const table = textTable<Omit<ForecastRow, "cohorts" | "pastError">>(
    [
      { title: "quarter", text: (row) => quarterName(row.quarter) ?? "all" },
      ...by.map((name) => ({
        title: name,
        text: (row: Pick<ForecastRow, "members">) => row.members[name]?.name ?? "",
      })),
      { title: "cards", right: true, text: (row) => String(row.cards) },
      { title: "sold", right: true, text: (row) => toDecimal(row.sold, code) },
      { title: "breakage", right: true, text: (row) => (row.isKnown ? toDecimal(row.breakage, code) : "–") },
      { title: "80 % from", right: true, text: (row) => bound(row, "low") },
      { title: "to", right: true, text: (row) => bound(row, "high") },
      { title: "rate", right: true, text: (row) => formatRate(row.probability, "en") },
      { title: "method", text: (row) => row.method ?? "several" },
      { title: "status", text: (row) => row.status },
    ],
    [...ahead.quarters, { ...ahead.total, members: {}, quarter: null, method: version.method, status: version.status }],
  );
  return `Forecast ${version.id}, data to ${version.dataDate}, in ${code}\n\n${table}`;
}

type Measured = { readonly range?: RangeScore | null };
const rangeColumns = [
  ...[0.8, 0.9, 0.95].map((level) => ({
    title: `in ${Math.round(100 * level)} %`,
    right: true,
    text: ({ range }: Measured) => formatRate(coverageAt(range, level), "en"),
  })),
  { title: "CRPS", right: true, text: ({ range }: Measured) => formatRate(range?.crps ?? null, "en") },
];

/** The verdict first, then every method, the card types, and the scores of single cards. */
export function backtestText({ version: { dataDate }, choice, report, scores }: StoredBacktest): string {
  if (report?.status !== "ok") return `Data to ${dataDate}: too little history for a back-test.`;
  const error = (value: number | null) => formatRate(value, "en");
  const methods = textTable(
    [
      { title: "method", text: (row: (typeof report.methods)[number]) => row.method },
      ...(report.methods[0]?.byAge.map(({ ages }, i) => ({
        title: ages === "all" ? "all ages" : `${ages} months`,
        right: true,
        text: (row: (typeof report.methods)[number]) => error(row.byAge[i]?.point.wape ?? null),
      })) ?? []),
    ],
    report.methods,
  );
  const pooled = textTable<{ method: string } & Partial<Measured>>(
    [{ title: "method", text: ({ method }) => method }, ...rangeColumns],
    report.methods.map(({ method, byAge }) => ({ method, ...byAge.find(({ ages }) => ages === "all") })),
  );
  const types = textTable<(typeof report.shown.byType)[number]>(
    [
      { title: "card type", text: ({ type }) => type },
      { title: "error", right: true, text: ({ point }) => error(point.wape) },
      { title: "bias", right: true, text: ({ point }) => error(point.bias) },
      ...rangeColumns,
    ],
    report.shown.byType,
  );
  const knew = knownWords(report, "en").join(" ");
  const tenths = textTable<ReliabilityRow>(
    [
      { title: t("scoreTest.outcome"), text: ({ outcome }) => t(`scoreTest.${outcome}`) },
      { title: t("scoreTest.tenth"), text: ({ tenth }) => String(tenth ?? t("scoreTest.all")) },
      { title: t("scoreTest.cards"), right: true, text: ({ cards }) => String(cards) },
      { title: t("scoreTest.told"), right: true, text: ({ told }) => error(told) },
      { title: t("scoreTest.observed"), right: true, text: ({ came }) => error(came) },
    ],
    scores?.status === "ok" ? reliabilityRows(scores.shown) : [],
  );
  return [
    ...(choice ? [verdictWords(choice, "en").join("\n")] : []),
    `Data to ${dataDate}. Error as a share of what was left open (WAPE), by the age the cards had:`,
    methods,
    "Share of what came that lay in the ranges each would have had, and CRPS as a share of the value sold:",
    pooled,
    "What was shown at past month ends, by card type:",
    types,
    knew,
    ...(scores?.status === "ok" ? ["Scores of single cards, by tenths from the least probable:", tenths] : []),
  ].join("\n\n");
}
