import { type ScoreOutcome, scoreIssuer } from "@/lib/breakage/card-score/mutations/score-issuer";
import { forecastJson } from "@/lib/breakage/forecast/json";
import { makeForecastsAndScores } from "@/lib/breakage/forecast/mutations/make-and-score";
import { getForecastParts } from "@/lib/breakage/forecast/queries/report";
import { getBacktest } from "@/lib/breakage/forecast/queries/versions";
import { backtestParams, forecastParams, makeForecastInput } from "@/lib/breakage/forecast/schema";
import { backtestJson } from "@/lib/breakage/forecast-view/back-test-json";
import { NotFound } from "@/lib/errors";
import { scopeForOperator } from "@/lib/identity/scope";
import { parseInput } from "@/lib/validation";
import { command } from "./command";
import { detailCommands } from "./forecast-detail";
import { asOf, by, quarters, storedCommands } from "./forecast-show";
import { backtestText, forecastText } from "./forecast-text";
import { currency, given, issuer } from "./options";

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
      by,
      "horizon-quarters": quarters,
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
      return { json: forecastJson(report), text: forecastText(report) };
    },
  }),
  command({
    name: "backtest",
    summary: "How the methods did at past month ends, and scores of single cards, from the newest version",
    options: { issuer, currency, "as-of": asOf },
    run: async ({ values: { issuer: code, currency: wanted, "as-of": day } }) => {
      const scope = await scopeForOperator(code);
      const found = await getBacktest(scope, parseInput(backtestParams, given({ currency: wanted, asOf: day })));
      return { json: backtestJson(found), text: backtestText(found) };
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
  ...storedCommands,
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
