import { sum } from "@/lib/statistics/vector";
import { type Experience, type Summary, summarise, withinVariance } from "./experience";

/** What a reader has to know about the figures. */
export type CredibilityNote =
  /** One type alone has nothing to lean on: its own mean is its premium. */
  | "one-type"
  /** The types differ by no more than chance (a came out at or below 0): all take the common mean. */
  | "no-difference"
  /** No type was seen in two periods, so chance and difference cannot be told apart: own means, unshrunk. */
  | "one-period"
  /** Some type has no history: it takes the common mean. */
  | "no-history";

export type CredibleType = {
  readonly name: string;
  readonly weight: number;
  readonly periods: number;
  /** Its own weighted mean; null without history. */
  readonly individual: number | null;
  /** Z: how much of its own mean it keeps. */
  readonly credibility: number;
  /** Z·individual + (1 − Z)·collective. */
  readonly premium: number;
};

export type Credibility = {
  /** m, the mean over types weighted by credibility. */
  readonly collective: number;
  /** s², of a ratio of weight 1 within a type; null when it cannot be estimated. */
  readonly within: number | null;
  /** a, between the types, at least 0; null when it cannot be estimated. */
  readonly between: number | null;
  readonly types: readonly CredibleType[];
  readonly notes: readonly CredibilityNote[];
};

type Seen = Summary & { readonly mean: number };

/**
 * Empirical credibility of Bühlmann and Straub (1970): how far each type's own mean is to be believed.
 * s² = Σ Σ w(X − X̄ₖ)²/Σ(nₖ − 1); a = [Σ wₖ(X̄ₖ − X̄)² − (K − 1)s²]/[w − Σ wₖ²/w], at least 0; Zₖ = wₖ/(wₖ + s²/a);
 * m = Σ ZₖX̄ₖ/Σ Zₖ. Estimated, never set. Weights in any unit; multiplying them all changes s² alone.
 * Null when no type has any weight. Throws RangeError for a ratio or weight that is no number, or a negative weight.
 */
export function buhlmannStraub(experiences: readonly Experience[]): Credibility | null {
  const summaries = experiences.map(summarise);
  const seen = summaries.filter((summary): summary is Seen => summary.mean !== null);
  if (seen.length === 0) return null;
  const weight = sum(seen.map((type) => type.weight));
  const overall = sum(seen.map((type) => type.weight * type.mean)) / weight;
  const within = withinVariance(seen);
  const between = seen.length < 2 || within === null ? null : betweenVariance(seen, within, weight, overall);

  const credibilityOf = (type: Summary): number => {
    if (type.mean === null) return 0;
    // Nothing to lean on, or nothing to tell by: what was seen is all there is.
    if (between === null || within === null) return 1;
    return between === 0 ? 0 : type.weight / (type.weight + within / between);
  };
  const believed = sum(seen.map(credibilityOf));
  const collective =
    between === null || between === 0 ? overall : sum(seen.map((type) => credibilityOf(type) * type.mean)) / believed;

  const notes: CredibilityNote[] = [];
  if (seen.length < 2) notes.push("one-type");
  else if (within === null) notes.push("one-period");
  else if (between === 0) notes.push("no-difference");
  if (seen.length < summaries.length) notes.push("no-history");
  return {
    collective,
    within,
    between,
    types: summaries.map((type) => {
      const credibility = credibilityOf(type);
      const premium = credibility * (type.mean ?? 0) + (1 - credibility) * collective;
      const { name, weight: own, periods, mean: individual } = type;
      return { name, weight: own, periods, individual, credibility, premium };
    }),
    notes,
  };
}

function betweenVariance(seen: readonly Seen[], within: number, weight: number, overall: number): number {
  const spread = sum(seen.map((type) => type.weight * (type.mean - overall) ** 2));
  const size = weight - sum(seen.map((type) => type.weight ** 2)) / weight;
  return Math.max(0, (spread - (seen.length - 1) * within) / size);
}
