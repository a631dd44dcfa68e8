import { checkObservations, type Observation, type Weighting, weightOf } from "./observation";
import { found, type Outcome } from "./outcome";
import { riskSets } from "./risk-sets";

/** A card that ended by one of several causes (redeemed, expired, escheated), or is censored with the cause null. */
export type CompetingObservation = Omit<Observation, "event"> & { readonly cause: string | null };

export type IncidenceStep = {
  readonly time: number;
  /** Sums of weights. */
  readonly atRisk: number;
  readonly events: number;
  /** Share of all that had ended by this cause by `time`. */
  readonly incidence: number;
  readonly standardError: number;
};

export type CompetingCurves = {
  /** Steps at the times of each cause's own events. */
  readonly causes: Readonly<Record<string, readonly IncidenceStep[]>>;
  /** Still open after the last end of any cause: 1 less all the final incidences. */
  readonly open: number;
};

/**
 * Cumulative incidence of each cause, F(t) = Σ S(t−)·d/n with S the survival from all causes (Aalen and Johansen 1978).
 * An expired card cannot be redeemed any more, and to censor it would tell what would be redeemed if nothing expired. The
 * incidences and the open share add up to 1. Variance by the delta method (Marubini and Valsecchi 1995, § 10.4); for one
 * cause it is Greenwood's. Left truncation and weights as for `kaplanMeier`, refused as there.
 */
export function cumulativeIncidence(
  observations: readonly CompetingObservation[],
  { weighting = "value" }: { readonly weighting?: Weighting } = {},
): Outcome<CompetingCurves> {
  const checked = checkObservations(observations.map((card) => ({ ...card, event: card.cause !== null })));
  if (!checked.ok) return checked;
  const names = [...new Set(observations.map(({ cause }) => cause).filter((cause) => cause !== null))].sort();
  const ended = new Map<string, number>();
  for (const card of observations) {
    const key = `${card.time}|${card.cause}`;
    ended.set(key, (ended.get(key) ?? 0) + weightOf({ ...card, event: true }));
  }
  let open = 1;
  const points = riskSets(checked.value).map(({ time, atRisk, events, effective }) => {
    const before = open;
    open *= events >= atRisk * (1 - 1e-12) ? 0 : 1 - events / atRisk;
    return { time, atRisk, all: events / atRisk, before, size: weighting === "value" ? effective : atRisk };
  });
  const causes = names.map((cause) => {
    let incidence = 0;
    const path = points.map((point) => {
      const events = ended.get(`${point.time}|${cause}`) ?? 0;
      incidence += (point.before * events) / point.atRisk;
      return { ...point, events, share: events / point.atRisk, incidence };
    });
    const steps = path.flatMap(({ time, atRisk, events, incidence: reached }, last) =>
      events === 0 ? [] : [{ time, atRisk, events, incidence: reached, standardError: deviation(path, last) }],
    );
    return [cause, steps] as const;
  });
  return found({ causes: Object.fromEntries(causes), open });
}

type Point = { before: number; all: number; share: number; size: number; incidence: number };

/**
 * √Var F at the last point: Σ (F − Fⱼ)² h/(n(1 − h)) + Σ S(t−)² p(1 − p)/n − 2 Σ (F − Fⱼ) S(t−) p/n, with h the hazard of
 * all causes and p that of this one.
 */
function deviation(path: readonly Point[], last: number): number {
  const reached = path[last]?.incidence ?? 0;
  let variance = 0;
  for (const [j, { before, all, share, size, incidence }] of path.entries()) {
    if (j > last) break;
    const ahead = reached - incidence;
    if (ahead > 0) variance += (ahead ** 2 * all) / (size * (1 - all)) - (2 * ahead * before * share) / size;
    variance += (before ** 2 * share * (1 - share)) / size;
  }
  return Math.sqrt(Math.max(0, variance));
}
