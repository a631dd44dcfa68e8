import type { SurvivalInput, SurvivalMethod } from "./methods";

/** What one method alone has a use for. */
export const OWN_OPTIONS = {
  level: "kaplan-meier",
  errors: "kaplan-meier",
  seed: "kaplan-meier",
  distribution: "mixture-cure",
  link: "discrete-hazard",
  baseline: "discrete-hazard",
  period: "discrete-hazard",
  covariates: "discrete-hazard",
} as const satisfies Record<string, SurvivalMethod>;
export type OwnOption = keyof typeof OWN_OPTIONS;

/** The first of the options given that the method has no use for. */
export const surplusOption = (method: SurvivalMethod, given: readonly OwnOption[]): OwnOption | undefined =>
  given.find((option) => OWN_OPTIONS[option] !== method);

/** A column that has a meaning of its own, or no name, is no covariate. */
export const reservedCovariate = (covariates: readonly string[]): string | undefined =>
  covariates.find((name) => ["", "time", "event", "entry", "weight", "group"].includes(name.toLowerCase()));

export type Chosen = Partial<Omit<SurvivalInput, "weighting" | "covariates">> &
  Pick<SurvivalInput, "weighting" | "covariates">;

/** What was not chosen is as usual; with covariates the baseline is a line. */
export const withUsual = (chosen: Chosen): SurvivalInput => ({
  weighting: chosen.weighting,
  covariates: chosen.covariates,
  level: chosen.level ?? 0.95,
  errors: chosen.errors ?? "greenwood",
  seed: chosen.seed ?? "1",
  distribution: chosen.distribution ?? "weibull",
  link: chosen.link ?? "cloglog",
  baseline: chosen.baseline ?? (chosen.covariates.length > 0 ? "linear" : "free"),
  periodLength: chosen.periodLength ?? 1,
});
