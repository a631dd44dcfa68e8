import { answerSurvival, type SurvivalResult, survivalJson } from "@/lib/breakage/survival/answer";
import { distributions } from "@/lib/breakage/survival/distribution";
import { baselines } from "@/lib/breakage/survival/hazard-design";
import {
  errorSources,
  type SurvivalInput,
  type SurvivalMethod,
  survivalMethods,
} from "@/lib/breakage/survival/methods";
import { type Weighting, weightings } from "@/lib/breakage/survival/observation";
import {
  OWN_OPTIONS,
  type OwnOption,
  reservedCovariate,
  surplusOption,
  withUsual,
} from "@/lib/breakage/survival/own-options";
import { links } from "@/lib/statistics/link";
import { command, UsageError } from "./command";
import { csvNamed } from "./csv-file";
import { cureText, curveText, endsText, hazardText, logRankText } from "./survival-text";
import { numberOf, oneOf } from "./triangle-options";

type Special = Readonly<Partial<Record<OwnOption, string>>>;

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
      const answer = answerSurvival(method, await csvNamed(file), input);
      for (const words of answer.notes) note(words);
      const texts = answer.groups.map(({ group, result }) =>
        group === null ? textOf(result) : `${group}\n\n${textOf(result)}`,
      );
      return { json: survivalJson(method, answer), text: [...texts, ...logRankText(answer.logRank)].join("\n\n") };
    },
  }),
];

function inputOf(method: SurvivalMethod, weighting: Weighting, options: Special): SurvivalInput {
  const given = (Object.keys(OWN_OPTIONS) as OwnOption[]).filter((option) => options[option] !== undefined);
  const surplus = surplusOption(method, given);
  if (surplus !== undefined) throw new UsageError(`${method} has no use for --${surplus}.`);
  const level = numberOf("level", options.level);
  if (level !== undefined && !(level > 0 && level < 1)) {
    throw new UsageError(`--level lies between 0 and 1, and is ${level}.`);
  }
  const errors = options.errors === undefined ? undefined : oneOf("errors", options.errors, errorSources);
  if (options.seed !== undefined && errors !== "resampled") throw new UsageError("--seed is for --errors resampled.");
  if (errors === "resampled" && weighting === "frequency") {
    throw new UsageError("--errors resampled draws whole cards: a line that stands for many cannot be drawn as one.");
  }
  const periodLength = numberOf("period", options.period);
  if (periodLength !== undefined && !(periodLength > 0)) {
    throw new UsageError(`--period is above 0, and is ${periodLength}.`);
  }
  const covariates = options.covariates?.split(",").map((name) => name.trim()) ?? [];
  const reserved = reservedCovariate(covariates);
  if (reserved !== undefined) throw new UsageError(`--covariates names "${reserved}", which is no covariate.`);
  const { distribution, link, baseline } = options;
  return withUsual({
    weighting,
    covariates,
    level,
    errors,
    seed: options.seed,
    distribution: distribution === undefined ? undefined : oneOf("distribution", distribution, distributions),
    link: link === undefined ? undefined : oneOf("link", link, links),
    baseline: baseline === undefined ? undefined : oneOf("baseline", baseline, baselines),
    periodLength,
  });
}

function textOf(result: SurvivalResult): string {
  switch (result.method) {
    case "kaplan-meier":
      return curveText(result.figures);
    case "competing":
      return endsText(result.figures);
    case "mixture-cure":
      return cureText(result.figures);
    case "discrete-hazard":
      return hazardText(result.figures);
  }
}
