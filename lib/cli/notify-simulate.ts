import { resolveParameters, valuesOf } from "@/lib/notifications/optimiser/resolve";
import { type PolicyResult, type Simulation, simulate } from "@/lib/notifications/optimiser/simulation/simulate";
import { command, UsageError } from "./command";
import { textTable } from "./table";
import { numberOf, oneOf } from "./triangle-options";

const effects = ["none", "prior"] as const;

const whole = (option: string, text: string | undefined, least: number): number => {
  const value = numberOf(option, text) ?? least;
  if (!Number.isInteger(value) || value < least) {
    throw new UsageError(`--${option} is a whole number, at least ${least}, not "${text}".`);
  }
  return value;
};

export const simulateCommand = command({
  name: "simulate",
  summary:
    "Whether choosing the moment pays: four policies with equally many messages in drawn worlds whose truth is known",
  database: false,
  options: {
    seed: { type: "string", value: "S", required: true, summary: "the same seed gives the same worlds" },
    people: { type: "string", value: "N", default: "2000", summary: "people in each world" },
    seeds: { type: "string", value: "K", default: "100", summary: "how many worlds" },
    share: {
      type: "string",
      value: "P",
      default: "0.05",
      summary: "messages for each policy, as a share of the people",
    },
    "horizon-days": { type: "string", value: "N", default: "60", summary: "days ahead in which a message may leave" },
    effect: {
      type: "string",
      value: effects.join("|"),
      default: "prior",
      summary: "what a reminder really does: nothing, or what the optimiser believes",
    },
  },
  run: async ({ values }) => {
    const effect = oneOf("effect", values.effect ?? "prior", effects);
    const share = numberOf("share", values.share) ?? 0.05;
    if (!(share > 0 && share <= 1)) throw new UsageError(`--share lies above 0 and is at most 1, and is ${share}.`);
    const beliefs = resolveParameters([]);
    const believed = valuesOf(beliefs.of("email", "unused-balance"));
    const simulation = simulate({
      seed: values.seed ?? "",
      seeds: whole("seeds", values.seeds, 2),
      people: whole("people", values.people, 20),
      horizonDays: whole("horizon-days", values["horizon-days"], 1),
      share,
      beliefs,
      truth: effect === "none" ? { ...believed, forgottenHazard: 0, acceleration: 0 } : believed,
    });
    return { json: { effect, share, ...simulation }, text: textOf(simulation, effect) };
  },
});

const money = (minor: number) => (minor / 100).toFixed(2);
const ranged = ({ mean, low, high }: PolicyResult["gain"]) => `${money(mean)} (${money(low)} to ${money(high)})`;

function textOf({ results, seeds, people, horizonDays }: Simulation, effect: (typeof effects)[number]): string {
  const table = textTable<PolicyResult>(
    [
      { title: "Policy", text: ({ policy }) => policy },
      { title: "Messages", text: ({ messages }) => messages.toFixed(1), right: true },
      { title: "Redeemed because of them", text: ({ rescued }) => ranged(rescued), right: true },
      { title: "Worth to the issuer", text: ({ gain }) => ranged(gain), right: true },
      {
        title: "Smart is ahead by",
        text: ({ policy, smartBy }) => (policy === "smart" ? "" : ranged(smartBy)),
        right: true,
      },
    ],
    results,
  );
  const truth =
    effect === "none" ? "Reminders do nothing in these worlds." : "Reminders do in these worlds what the priors say.";
  return [
    `Means of ${seeds} worlds of ${people} people, ${horizonDays} days ahead, with 95 % intervals; amounts in units of 100.`,
    truth,
    "",
    table,
  ].join("\n");
}
