import { z } from "zod";
import { links } from "@/lib/statistics/link";
import { distributions } from "./distribution";
import { baselines } from "./hazard-design";
import { errorSources, type SurvivalInput, survivalMethods } from "./methods";
import { weightings } from "./observation";
import { OWN_OPTIONS, type OwnOption, reservedCovariate, surplusOption, withUsual } from "./own-options";

/** Ten thousands of cards; models are fitted while the sender waits. */
const MOST_TEXT = 500_000;

/** Cards that somebody brings, and what is asked of them: the options of the command line by their names. */
export const survivalBody = z
  .strictObject({
    csv: z.string().max(MOST_TEXT, `is at most ${MOST_TEXT} characters long`).meta({
      description: "Columns time, event (1, 0; with competing also a word) and perhaps entry, weight, group",
      example: "time,event\n6,1\n9,0\n13,1",
    }),
    method: z.enum(survivalMethods),
    weights: z
      .enum(weightings)
      .default("value")
      .meta({ description: "What a weight is: a balance, or so many cards alike" }),
    level: z.number().gt(0).lt(1).optional().meta({ description: "kaplan-meier: of the intervals; 0.95 if not given" }),
    errors: z
      .enum(errorSources)
      .optional()
      .meta({ description: "kaplan-meier: by formula, or by drawing cards again" }),
    seed: z.string().min(1).max(100).optional().meta({ description: "kaplan-meier: which draws of resampled errors" }),
    distribution: z.enum(distributions).optional().meta({ description: "mixture-cure: weibull if not given" }),
    link: z.enum(links).optional().meta({ description: "discrete-hazard: cloglog if not given" }),
    baseline: z.enum(baselines).optional().meta({ description: "discrete-hazard: free, or linear with covariates" }),
    period: z.number().positive().optional().meta({ description: "discrete-hazard: units of time to a period" }),
    covariates: z
      .array(z.string())
      .max(50, "names at most 50 columns")
      .optional()
      .meta({ description: "discrete-hazard: further columns of numbers" }),
  })
  .superRefine((body, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const given = (Object.keys(OWN_OPTIONS) as OwnOption[]).filter((option) => body[option] !== undefined);
    const surplus = surplusOption(body.method, given);
    if (surplus !== undefined) refuse(surplus, `is no option of ${body.method}`);
    if (body.seed !== undefined && body.errors !== "resampled") refuse("seed", "is for errors that are resampled");
    if (body.errors === "resampled" && body.weights === "frequency") {
      refuse("errors", "draws whole cards: a line that stands for many cannot be drawn as one");
    }
    if (reservedCovariate(body.covariates ?? []) !== undefined)
      refuse("covariates", "names a column that is no covariate");
  });

export const inputOf = ({ weights, covariates = [], period, ...rest }: z.output<typeof survivalBody>): SurvivalInput =>
  withUsual({ ...rest, weighting: weights, covariates, periodLength: period });
