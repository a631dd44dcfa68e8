import { sum } from "@/lib/statistics/vector";
import type { ChainLadder } from "./chain-ladder";

export type Restatement = {
  /** Null where a factor of 0 lies ahead: it has no relative error. */
  readonly origins: readonly { readonly origin: string; readonly standardError: number | null }[];
  /** Null where any of the origins has none. */
  readonly total: { readonly standardError: number | null };
};

/**
 * How far the forecast is likely to be restated when one more diagonal is known: the standard error of the one-year
 * claims development result (Merz and Wüthrich, CAS E-Forum Fall 2008, first-order form), in the unit of the triangle.
 * With q = σ²/f² of a step, S the volume behind its factor, and N what the next diagonal will add to that volume:
 *
 *   of an origin at step a:  Û²·[ qₐ(1/C + 1/Sₐ) + Σ_{j>a} qⱼ·Nⱼ / (Sⱼ(Sⱼ + Nⱼ)) ]
 *   of two origins, a the step of the older:  Û·Û'·[ qₐ/Sₐ + the same sum ]
 *
 * A step is a spacing of the triangle: one month of a monthly triangle, not a year. An origin that is fully developed, or
 * has nothing left, is not restated; one with a factor of 0 ahead of it is, and nobody can tell by how much. A tail is taken as known: it scales the ultimate and is not estimated anew.
 */
export function restatementError({ steps, origins }: ChainLadder): Restatement {
  const stepOf = new Map(steps.map((step, k) => [step.fromAge, k]));
  const open = origins.flatMap(({ origin, latestAge, latest, ultimate }) => {
    const step = stepOf.get(latestAge);
    return step === undefined ? [] : [{ origin, latest, ultimate, step }];
  });
  const relative = steps.map(({ factor, sigmaSquared }) => (factor > 0 ? sigmaSquared / factor ** 2 : 0));
  const later = steps.map((_, a) =>
    sum(
      steps.map(({ volume }, j) => {
        if (j <= a) return 0;
        const added = sum(open.filter(({ step }) => step === j).map(({ latest }) => latest));
        return ((relative[j] ?? 0) * added) / (volume * (volume + added));
      }),
    ),
  );
  /** What two origins share, from the step of the older on. */
  const shared = (a: number) => (relative[a] ?? 0) / (steps[a]?.volume ?? 1) + (later[a] ?? 0);
  const variances = open.map(({ latest, ultimate, step }) =>
    latest > 0 ? ultimate ** 2 * ((relative[step] ?? 0) / latest + shared(step)) : 0,
  );
  const covariances = open.map((one, i) =>
    sum(open.slice(0, i).map((other) => one.ultimate * other.ultimate * shared(Math.max(one.step, other.step)))),
  );
  const lastEmpty = steps.findLastIndex(({ factor }) => !(factor > 0));
  const isUntold = ({ step, latest }: (typeof open)[number]) => latest > 0 && step <= lastEmpty;
  const byName = new Map(
    open.map((one, i) => [one.origin, isUntold(one) ? null : Math.sqrt(variances[i] ?? 0)] as const),
  );
  return {
    origins: origins.map(({ origin }) => {
      const told = byName.get(origin);
      return { origin, standardError: told === undefined ? 0 : told };
    }),
    total: { standardError: open.some(isUntold) ? null : Math.sqrt(sum(variances) + 2 * sum(covariances)) },
  };
}
