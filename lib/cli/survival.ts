import { distributions } from "@/lib/breakage/survival/distribution";
import { baselines } from "@/lib/breakage/survival/hazard-design";
import { logRank } from "@/lib/breakage/survival/log-rank";
import {
  errorSources,
  runCompeting,
  runDiscreteHazard,
  runKaplanMeier,
  runMixtureCure,
  type SurvivalInput,
  type SurvivalMethod,
  survivalMethods,
} from "@/lib/breakage/survival/methods";
import { type Weighting, weightings } from "@/lib/breakage/survival/observation";
import type { Outcome } from "@/lib/breakage/survival/outcome";
import { readSurvivalCsv, type SurvivalCard } from "@/lib/breakage/survival/read-csv";
import { Invalid } from "@/lib/errors";
import { links } from "@/lib/statistics/link";
import { type CommandResult, command, UsageError } from "./command";
import { csvTextOf, csvValue } from "./csv-file";
import { cureText, curveText, endsText, hazardText, logRankText } from "./survival-text";
import { numberOf, oneOf } from "./triangle-options";

/** Options that one method alone has a use for. */
const OWNERS = {
  level: "kaplan-meier",
  errors: "kaplan-meier",
  seed: "kaplan-meier",
  distribution: "mixture-cure",
  link: "discrete-hazard",
  baseline: "discrete-hazard",
  period: "discrete-hazard",
  covariates: "discrete-hazard",
} as const satisfies Record<string, SurvivalMethod>;
type Special = Readonly<Partial<Record<keyof typeof OWNERS, string>>>;

export const commands = [
  command({
    name: "",
    summary: "When cards are redeemed, and how many never are, from a file of a line per card",
    arguments: [
      {
        name: "FILE.csv",
        summary: "columns time, event (1, 0; with competing also a word) and perhaps entry, weight, group",
        required: true,
      },
    ],
    options: {
      method: { type: "string", value: "M", required: true, summary: `one of ${survivalMethods.join(", ")}` },
      weights: {
        type: "string",
        value: weightings.join("|"),
        default: "value",
        summary: "what a weight is: a balance, or so many cards alike",
      },
      level: { type: "string", value: "P", summary: "kaplan-meier: level of the intervals (default 0.95)" },
      errors: {
        type: "string",
        value: errorSources.join("|"),
        summary: "kaplan-meier: by formula, or by drawing cards again (default greenwood)",
      },
      seed: { type: "string", value: "S", summary: "kaplan-meier: which draws of resampled errors (default 1)" },
      distribution: {
        type: "string",
        value: distributions.join("|"),
        summary: "mixture-cure: of the times of those who redeem (default weibull)",
      },
      link: { type: "string", value: links.join("|"), summary: "discrete-hazard: (default cloglog)" },
      baseline: {
        type: "string",
        value: baselines.join("|"),
        summary: "discrete-hazard: a coefficient per period, or a line (default free; with covariates linear)",
      },
      period: { type: "string", value: "N", summary: "discrete-hazard: units of time to a period (default 1)" },
      covariates: { type: "string", value: "A,B", summary: "discrete-hazard: further columns of numbers" },
    },
    run: async ({ values, args: [file = ""], note }) => {
      const method = oneOf("method", values.method, survivalMethods);
      const input = inputOf(method, oneOf("weights", values.weights, weightings), values);
      const { groups, cards } = csvValue(
        file,
        readSurvivalCsv(await csvTextOf(file), input.covariates, { severalEnds: method === "competing" }),
      );
      if (!cards.some(({ event, end }) => event || end !== undefined)) {
        note(`${file}: no card was redeemed, all ${cards.length} are censored.`);
      }
      if (groups === null) {
        const { json, text } = granted(file, ANSWERS[method](cards, input));
        return { json: { method, ...json }, text };
      }
      const answers = [...groups].map(([group, members]) => ({
        group,
        ...granted(`${file}, group ${group}`, ANSWERS[method](members, input)),
      }));
      const comparison = method === "kaplan-meier" ? compare([...groups.values()], input.weighting) : null;
      return {
        json: {
          method,
          groups: Object.fromEntries(answers.map(({ group, json }) => [group, json])),
          ...(method === "kaplan-meier" ? { logRank: comparison } : {}),
        },
        text: [...answers.map(({ group, text }) => `${group}\n\n${text}`), ...logRankText(comparison)].join("\n\n"),
      };
    },
  }),
];

function inputOf(method: SurvivalMethod, weighting: Weighting, options: Special): SurvivalInput {
  for (const [option, owner] of Object.entries(OWNERS)) {
    if (options[option as keyof Special] !== undefined && owner !== method) {
      throw new UsageError(`${method} has no use for --${option}.`);
    }
  }
  const level = numberOf("level", options.level) ?? 0.95;
  if (!(level > 0 && level < 1)) throw new UsageError(`--level lies between 0 and 1, and is ${level}.`);
  const errors = oneOf("errors", options.errors ?? "greenwood", errorSources);
  if (options.seed !== undefined && errors !== "resampled") throw new UsageError("--seed is for --errors resampled.");
  if (errors === "resampled" && weighting === "frequency") {
    throw new UsageError("--errors resampled draws whole cards: a line that stands for many cannot be drawn as one.");
  }
  const periodLength = numberOf("period", options.period) ?? 1;
  if (!(periodLength > 0)) throw new UsageError(`--period is above 0, and is ${periodLength}.`);
  const covariates = options.covariates?.split(",").map((name) => name.trim()) ?? [];
  const reserved = covariates.find((name) =>
    ["", "time", "event", "entry", "weight", "group"].includes(name.toLowerCase()),
  );
  if (reserved !== undefined) throw new UsageError(`--covariates names "${reserved}", which is no covariate.`);
  return {
    weighting,
    level,
    errors,
    seed: options.seed ?? "1",
    distribution: oneOf("distribution", options.distribution ?? "weibull", distributions),
    link: oneOf("link", options.link ?? "cloglog", links),
    baseline: oneOf("baseline", options.baseline ?? (covariates.length > 0 ? "linear" : "free"), baselines),
    periodLength,
    covariates,
  };
}

type Answer = Pick<CommandResult, "json" | "text">;

const ANSWERS: Readonly<
  Record<SurvivalMethod, (cards: readonly SurvivalCard[], input: SurvivalInput) => Outcome<Answer>>
> = {
  "kaplan-meier": (cards, input) => told(runKaplanMeier(cards, input), curveText),
  competing: (cards, input) => told(runCompeting(cards, input), endsText),
  "mixture-cure": (cards, input) => told(runMixtureCure(cards, input), cureText),
  "discrete-hazard": (cards, input) => told(runDiscreteHazard(cards, input), hazardText),
};

const told = <T extends object>(outcome: Outcome<T>, text: (value: T) => string): Outcome<Answer> =>
  outcome.ok ? { ok: true, value: { json: outcome.value, text: text(outcome.value) } } : outcome;

/** Whole cards are compared: money is no number of trials. Null where there is nothing to compare. */
function compare(groups: readonly (readonly SurvivalCard[])[], weighting: Weighting) {
  const counted = groups.map((cards) => cards.map((card) => (weighting === "value" ? { ...card, weight: 1 } : card)));
  const outcome = logRank(counted);
  if (!outcome.ok) return null;
  const { statistic, degrees, pValue } = outcome.value;
  return { statistic, degrees, pValue };
}

function granted<T>(place: string, outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Invalid(outcome.problems.map(({ message }) => `${place}: ${message}`).join("\n"));
}
