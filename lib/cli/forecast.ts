import { type ScoreOutcome, scoreIssuer } from "@/lib/breakage/card-score/mutations/score-issuer";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest";
import { forecastJson, quarterName } from "@/lib/breakage/forecast/json";
import { makeForecastsAndScores } from "@/lib/breakage/forecast/mutations/make-and-score";
import { type ForecastReport, getForecastParts } from "@/lib/breakage/forecast/queries/report";
import { getBacktest } from "@/lib/breakage/forecast/queries/versions";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import { backtestParams, forecastParams, makeForecastInput } from "@/lib/breakage/forecast/schema";
import type { RangeScore } from "@/lib/breakage/forecast/scores";
import { backtestJson } from "@/lib/breakage/forecast-view/back-test-json";
import { coverageAt } from "@/lib/breakage/forecast-view/calibration-view";
import { knownWords } from "@/lib/breakage/forecast-view/known-words";
import { NotFound } from "@/lib/errors";
import { formatRate } from "@/lib/format";
import { scopeForOperator } from "@/lib/identity/scope";
import { toDecimal } from "@/lib/money";
import { parseInput } from "@/lib/validation";
import { command } from "./command";
import { detailCommands } from "./forecast-detail";
import { currency, issuer } from "./options";
import { textTable } from "./table";

export const commands = [
  command({
    name: "run",
    summary: "Makes a version of every currency, or finds the one that is there, scores cards by it, and prints it",
    options: {
      issuer,
      currency,
      "as-of": {
        type: "string",
        value: "DATE",
        summary: "data up to the last whole month by this day; by default the newest",
      },
      by: { type: "string", value: "DIM[,DIM]", default: "card-type", summary: "what to group by" },
      "horizon-quarters": {
        type: "string",
        value: "N",
        default: "20",
        field: "quarters",
        summary: "how many quarters ahead",
      },
    },
    run: async ({ values, note }) => {
      const scope = await scopeForOperator(values.issuer ?? "");
      const asOf = values["as-of"];
      const params = parseInput(forecastParams, {
        by: values.by,
        quarters: values["horizon-quarters"],
        ...(values.currency ? { currency: values.currency } : {}),
      });
      const input = parseInput(makeForecastInput, asOf === undefined ? {} : { asOf });
      const made = await makeForecastsAndScores(scope, input, {
        now: new Date(),
        watch: {
          step: (name, work) => {
            note(`${name} ...`);
            return work();
          },
          progress: () => {},
          throwIfCancelled: () => {},
        },
      });
      const wanted = params.currency ?? scope.issuer.currency;
      const version = made.versions.find((one) => one.currency === wanted);
      if (!version) throw new NotFound(`A card type in ${wanted}`);
      const report = await getForecastParts(scope, { ...params, version: version.id });
      return { json: forecastJson(report), text: textOf(report) };
    },
  }),
  command({
    name: "backtest",
    summary: "How the methods did at past month ends, from the newest version",
    options: { issuer, currency },
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer ?? "");
      const found = await getBacktest(
        scope,
        parseInput(backtestParams, values.currency ? { currency: values.currency } : {}),
      );
      return { json: backtestJson(found), text: backtestText(found.version.dataDate, found.report) };
    },
  }),
  command({
    name: "score",
    summary: "Scores every open card by the newest forecasts: chance of never being redeemed, and by which week",
    options: { issuer },
    run: async ({ values }) => {
      const result = await scoreIssuer(await scopeForOperator(values.issuer ?? ""));
      return { json: result, text: scoreText(result) };
    },
  }),
  ...detailCommands,
];

function scoreText(result: ScoreOutcome): string {
  const { asOf } = result;
  if (result.status === "ok")
    return `${result.cards} open cards scored, data to ${asOf}; ${result.withoutForecast} sold of types without a forecast.`;
  if (result.status === "unchanged")
    return `${result.cards} open cards are scored already, data to ${asOf}, by the same forecasts and data.`;
  return `Data to ${asOf}: ${result.status.replaceAll("-", " ")}, so no card is scored.`;
}

function textOf(report: ForecastReport): string {
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

function backtestText(dataDate: string, report: BacktestReport | null): string {
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
  return [
    `Data to ${dataDate}. Error as a share of what was left open (WAPE), by the age the cards had:`,
    methods,
    "Share of what came that lay in the ranges each would have had, and CRPS as a share of the value sold:",
    pooled,
    "What was shown at past month ends, by card type:",
    types,
    knew,
  ].join("\n\n");
}
