import type { Tail } from "@/lib/breakage/triangle/chain-ladder";
import type { FactorOptions, LinkName } from "@/lib/breakage/triangle/development-factors";
import { lastSigmaRules } from "@/lib/breakage/triangle/last-sigma";
import { METHODS, type MethodInputName, type TriangleMethod } from "@/lib/breakage/triangle/methods";
import { UsageError } from "./command";

/** The option through which a person gives each input of a method. */
const INPUT_OF = {
  exposure: "exposures",
  prior: "prior",
  diagonals: "factors",
  exclude: "factors",
  "last-sigma": "factors",
  tail: "tail",
  "tail-error": "tail",
  "tail-sigma": "tail",
  "ultimate-age": "ultimateAge",
  "origin-period": "originPeriod",
} as const satisfies Record<string, MethodInputName>;

type OptionName = keyof typeof INPUT_OF;
export type TriangleOptions = Readonly<Partial<Record<Exclude<OptionName, "exclude">, string>>> & {
  readonly exclude: readonly string[];
};

const NEEDED: Readonly<Partial<Record<MethodInputName, string>>> = {
  exposures: "--exposure FILE.csv: face value or premium of each origin",
  prior: "--prior RATE: the expected ratio of ultimate to exposure",
};

/** Throws UsageError when the method needs an option that is not there, or has no use for one that is. */
export function checkOptions(method: TriangleMethod, options: TriangleOptions): void {
  const { needs, takes } = METHODS[method];
  const given = (Object.keys(INPUT_OF) as OptionName[]).filter((name) =>
    name === "exclude" ? options.exclude.length > 0 : options[name] !== undefined,
  );
  const missing = needs.find((input) => !given.some((name) => INPUT_OF[name] === input));
  if (missing !== undefined) throw new UsageError(`${method} needs ${NEEDED[missing] ?? missing}.`);
  // Exposures of open balances are face values: they make the triangle, and are no input of the method.
  const allowed: readonly MethodInputName[] = [
    ...needs,
    ...takes,
    ...(method === "open-balance" ? ["exposures" as const] : []),
  ];
  const surplus = given.find((name) => !allowed.includes(INPUT_OF[name]));
  if (surplus !== undefined) throw new UsageError(`${method} has no use for --${surplus}.`);
}

export function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw new UsageError(`--${option} is one of ${choices.join(", ")}, not "${value}".`);
  return chosen;
}

export function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new UsageError(`--${option} is a number, not "${text}".`);
  return value;
}

/** Undefined when nothing was said about links, so that a method without links is not told of any. */
export function factorsOf({ diagonals, exclude, "last-sigma": lastSigma }: TriangleOptions): FactorOptions | undefined {
  if (diagonals === undefined && lastSigma === undefined && exclude.length === 0) return undefined;
  return {
    latestDiagonals: numberOf("diagonals", diagonals),
    lastSigma: lastSigma === undefined ? undefined : oneOf("last-sigma", lastSigma, lastSigmaRules),
    exclude: exclude.map(linkOf),
  };
}

function linkOf(text: string): LinkName {
  const colon = text.lastIndexOf(":");
  const age = numberOf("exclude", text.slice(colon + 1));
  if (colon < 1 || age === undefined) throw new UsageError(`--exclude is ORIGIN:AGE, not "${text}".`);
  return { origin: text.slice(0, colon), age };
}

export function tailOf({ tail, "tail-error": error, "tail-sigma": sigma }: TriangleOptions): Tail | undefined {
  const factor = numberOf("tail", tail);
  if (factor === undefined && (error ?? sigma) !== undefined) throw new UsageError("--tail FACTOR is missing.");
  if (factor === undefined) return undefined;
  return { factor, standardError: numberOf("tail-error", error) ?? 0, sigma: numberOf("tail-sigma", sigma) ?? 0 };
}
