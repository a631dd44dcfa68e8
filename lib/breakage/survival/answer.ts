import { Invalid } from "@/lib/errors";
import { csvValue, type NamedText } from "../triangle/csv-faults";
import { type LogRank, logRank } from "./log-rank";
import {
  type CompetingResult,
  type DiscreteHazardResult,
  type KaplanMeierResult,
  type MixtureCureResult,
  runCompeting,
  runDiscreteHazard,
  runKaplanMeier,
  runMixtureCure,
  type SurvivalInput,
  type SurvivalMethod,
} from "./methods";
import { type Observation, type Weighting, weightOf } from "./observation";
import type { Outcome } from "./outcome";
import { readSurvivalCsv, type SurvivalCard } from "./read-csv";

/** What each method answers, told apart by its name. */
export type SurvivalResult =
  | { readonly method: "kaplan-meier"; readonly figures: KaplanMeierResult }
  | { readonly method: "competing"; readonly figures: CompetingResult }
  | { readonly method: "mixture-cure"; readonly figures: MixtureCureResult }
  | { readonly method: "discrete-hazard"; readonly figures: DiscreteHazardResult };

export type Comparison = Pick<LogRank, "statistic" | "degrees" | "pValue">;

export type SurvivalAnswer = {
  /** One, without a name, of a text without groups. */
  readonly groups: readonly { readonly group: string | null; readonly result: SurvivalResult }[];
  /** Of the curves of groups; null where they cannot be compared, of which a note says why. */
  readonly logRank: Comparison | null;
  readonly notes: readonly string[];
};

/** A method's figures of delimited text, a line per card. @throws Invalid with the places of what cannot be used. */
export function answerSurvival(method: SurvivalMethod, source: NamedText, input: SurvivalInput): SurvivalAnswer {
  const { name, text } = source;
  const severalEnds = method === "competing";
  const { groups, cards } = csvValue(name, readSurvivalCsv(text, input.covariates, { severalEnds }));
  const nothing = cards.some(({ event, end }) => event || end !== undefined)
    ? []
    : [`${name}: no card was redeemed, all ${cards.length} are censored.`];
  if (groups === null) {
    const result = granted(name, run(method, cards, input));
    return { groups: [{ group: null, result }], logRank: null, notes: nothing };
  }
  const answers = [...groups].map(([group, members]) => ({
    group,
    result: granted(`${name}, group ${group}`, run(method, members, input)),
  }));
  if (method !== "kaplan-meier") return { groups: answers, logRank: null, notes: nothing };
  const compared = compare([...groups.values()], input.weighting);
  if (!compared.ok) {
    const why = compared.problems.map(({ message }) => `${name}: no log-rank test. ${message}`);
    return { groups: answers, logRank: null, notes: [...nothing, ...why] };
  }
  const { statistic, degrees, pValue, groups: counts } = compared.value;
  const aside = counts.flatMap(({ expected }, i) =>
    expected > 0
      ? []
      : [
          `${name}: group ${answers[i]?.group} was never at risk when a card was redeemed; the log-rank test is without it.`,
        ],
  );
  return { groups: answers, logRank: { statistic, degrees, pValue }, notes: [...nothing, ...aside] };
}

/** The answer as JSON has it: figures at once, or by the names of the groups. */
export function survivalJson(method: SurvivalMethod, { groups, logRank: compared, notes }: SurvivalAnswer): object {
  const [first] = groups;
  if (first?.group === null) return { method, ...first.result.figures, notes };
  return {
    method,
    groups: Object.fromEntries(groups.map(({ group, result }) => [group ?? "", result.figures])),
    ...(method === "kaplan-meier" ? { logRank: compared } : {}),
    notes,
  };
}

function run(method: SurvivalMethod, cards: readonly SurvivalCard[], input: SurvivalInput): Outcome<SurvivalResult> {
  switch (method) {
    case "kaplan-meier":
      return told(runKaplanMeier(cards, input), (figures) => ({ method, figures }));
    case "competing":
      return told(runCompeting(cards, input), (figures) => ({ method, figures }));
    case "mixture-cure":
      return told(runMixtureCure(cards, input), (figures) => ({ method, figures }));
    case "discrete-hazard":
      return told(runDiscreteHazard(cards, input), (figures) => ({ method, figures }));
  }
}

const told = <A, B>(outcome: Outcome<A>, map: (value: A) => B): Outcome<B> =>
  outcome.ok ? { ok: true, value: map(outcome.value) } : outcome;

/** Whole cards are compared: money is no number of trials, and a card that holds none is not there, as in the curves. */
const compare = (groups: readonly (readonly Observation[])[], weighting: Weighting): Outcome<LogRank> =>
  logRank(
    groups.map((cards) =>
      weighting === "frequency" ? cards : cards.map((card) => ({ ...card, weight: weightOf(card) > 0 ? 1 : 0 })),
    ),
  );

function granted<T>(place: string, outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Invalid(outcome.problems.map(({ message }) => `${place}: ${message}`).join("\n"));
}
