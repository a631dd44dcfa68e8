import { normalQuantile } from "@/lib/statistics/normal";
import { sum } from "@/lib/statistics/vector";
import type { Cohort } from "../forecast/cohort";
import { hasEnded, type Line, makeTable, openAt, openNow } from "../forecast/table";
import { type CompetingObservation, cumulativeIncidence } from "../survival/competing";
import { type Distribution, distributions } from "../survival/distribution";
import { followUpTest } from "../survival/follow-up";
import { intervalOf, kaplanMeier } from "../survival/kaplan-meier";
import { fitMixtureCure, type MixtureCureFit } from "../survival/mixture-cure";
import type { Observation } from "../survival/observation";
import { type BaseFit, type CureQuote, judgeCureFraction } from "../survival/quote-cure-fraction";

/** A share of the value sold with its 95 % interval; null where none can be told. */
export type Share = { readonly share: number; readonly low: number | null; readonly high: number | null };

/** Why a share is not said: what was fitted and judged, or that nothing could be. */
export type Refusal =
  | { readonly kind: "judged"; readonly fit: MixtureCureFit; readonly quote: CureQuote }
  | { readonly kind: "no-events" | "no-maximum" };

export type CureOpinion = { readonly distribution: Distribution } & (
  | { readonly said: Share; readonly refusal: null }
  | { readonly said: null; readonly refusal: Refusal }
);

/** What methods that know neither other card types nor the forecast make of one type's cohorts. */
export type SecondOpinion = {
  /** Cards and reloads: amounts are counted in the type's mean card. */
  readonly cards: number;
  /** The oldest were followed to the end of this month after the month of sale. */
  readonly oldest: number;
  /** Still open at the oldest age (Kaplan–Meier), were there no expiry, and how many cards the last step rests on. */
  readonly open: (Share & { readonly atRisk: number }) | null;
  /** Ended unredeemed by expiry (Aalen–Johansen), and the share that no end has come to; null where none has expired. */
  readonly expired: (Share & { readonly left: number }) | null;
  /** Never redeemed, by each distribution of the times of those who do redeem. */
  readonly cures: readonly CureOpinion[];
};

type Facts = { readonly cohorts: readonly Cohort[]; readonly cut: number; readonly ultimateAge: number };

const Z = normalQuantile(0.975);
/** Every observation stands for so many cards alike. */
const weighting = "frequency";

/**
 * A second opinion of one card type's cohorts; null where nothing was sold. The distributions are fitted one at a step, for
 * each takes long enough to keep others waiting.
 */
export function* secondOpinionInSteps(facts: Facts): Generator<undefined, SecondOpinion | null, undefined> {
  const seen = observationsOf(facts);
  if (seen.observations.length === 0) return null;
  const cards = seen.observations.map(({ cause, ...card }) => ({ ...card, event: cause === "redeemed" }));
  const fits: BaseFit[] = [];
  for (const distribution of distributions) {
    yield;
    fits.push({ distribution, fit: fitMixtureCure(cards, distribution, { weighting }) });
  }
  const followUp = followUpTest(cards, { weighting });
  return {
    cards: seen.cards,
    oldest: seen.oldest,
    open: openShare(cards),
    expired: expiredShare(seen.observations),
    cures: fits.map(({ distribution, fit }): CureOpinion => {
      if (!followUp.ok) return { distribution, said: null, refusal: { kind: "no-events" } };
      if (!fit.ok) return { distribution, said: null, refusal: { kind: "no-maximum" } };
      const quote = judgeCureFraction(fit.value, followUp.value, fits);
      if (!quote.quotable) return { distribution, said: null, refusal: { kind: "judged", fit: fit.value, quote } };
      const { cureFraction, interval } = fit.value;
      return { distribution, said: { share: cureFraction, low: interval.lower, high: interval.upper }, refusal: null };
    }),
  };
}

type Cause = "redeemed" | "expired";
type Seen = CompetingObservation & { readonly cause: Cause | null };

/**
 * Cohorts as observations, alike ones together. Cards of a month of sale are half a month old at its end, on average, so that
 * age a runs to a + ½. Amounts are counted in the type's mean card. What a month takes back of redemptions was none of those
 * before it.
 */
function observationsOf({ cohorts, cut, ultimateAge }: Facts) {
  const table = makeTable(cohorts, cut, ultimateAge);
  const [type] = table.types;
  const cardValue = type?.cardValue ?? 1;
  const lines = table.lines.filter(({ sound, observed, cohort }) => sound && observed > 0 && cohort.face > 0);
  const weights = new Map<string, Seen & { weight: number }>();
  const add = (age: number, cause: Cause | null, amount: number) => {
    if (!(amount > 0)) return;
    const key = `${age}|${cause}`;
    const known = weights.get(key);
    const weight = (known?.weight ?? 0) + amount / cardValue;
    const since = cause === "redeemed" ? { since: Math.max(0, age - 0.5) } : {};
    weights.set(key, { time: age + 0.5, cause, ...since, weight });
  };
  for (const line of lines) {
    let after = openNow(line);
    add(line.observed - 1, causeOf(line), after);
    for (let age = line.observed - 1; age >= 0; age--) {
      const before = Math.max(openAt(line, age), after);
      add(age, "redeemed", before - after);
      after = before;
    }
  }
  return {
    observations: [...weights.values()].sort((a, b) => a.time - b.time),
    cards: lines.reduce((sum, { cohort }) => sum + cohort.face, 0) / cardValue,
    oldest: lines.reduce((most, { observed }) => Math.max(most, observed - 1), 0),
  };
}

function openShare(cards: readonly Observation[]): SecondOpinion["open"] {
  const curve = kaplanMeier(cards, { weighting });
  if (!curve.ok) return null;
  const last = curve.value.steps.at(-1);
  const atRisk = sum(cards.map((card) => card.weight ?? 1));
  if (!last) return { share: 1, low: null, high: null, atRisk };
  return { share: last.survival, low: last.lower, high: last.upper, atRisk: last.atRisk };
}

function expiredShare(observations: readonly Seen[]): SecondOpinion["expired"] {
  const curves = cumulativeIncidence(observations, { weighting });
  if (!curves.ok) return null;
  const last = curves.value.causes.expired?.at(-1);
  if (!last) return null;
  const rest = intervalOf(1 - last.incidence, last.standardError, Z);
  return {
    share: last.incidence,
    low: rest.upper === null ? null : 1 - rest.upper,
    high: rest.lower === null ? null : 1 - rest.lower,
    left: curves.value.open,
  };
}

/** What is open at the ultimate age of cards that never expire has not ended: nobody looks on. */
const causeOf = (line: Line): Cause | null => (hasEnded(line) && line.cohort.endAge !== null ? "expired" : null);
