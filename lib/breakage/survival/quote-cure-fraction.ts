import type { Distribution } from "./distribution";
import { type FollowUp, followUpTest } from "./follow-up";
import { fitMixtureCure, type MixtureCureFit } from "./mixture-cure";
import type { Observation, Weighting } from "./observation";
import { found, type Outcome, type Problem } from "./outcome";

/** A never-redeemed share that may be shown, or every reason why not. Either way what was found is there to look at. */
export type CureQuote = {
  readonly quotable: boolean;
  /** Empty when quotable. */
  readonly reasons: readonly Problem[];
  readonly followUp: FollowUp;
  /** The same share by other distributions: null where there is no clear maximum. */
  readonly others: readonly { readonly distribution: Distribution; readonly cureFraction: number | null }[];
};

/** The widest profile interval with which a share is worth saying. */
const WIDEST = 0.2;

/** What a distribution is held against: one that is no special case of it. */
const RIVALS: Readonly<Record<Distribution, readonly Distribution[]>> = {
  exponential: ["weibull", "lognormal"],
  weibull: ["lognormal"],
  lognormal: ["weibull"],
};

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/**
 * Whether a fitted cure fraction may be quoted. All three must hold: (i) the follow-up passes the Maller–Zhou test at 5 %;
 * (ii) the 95 % profile interval is narrower than 0.2; (iii) other base distributions put the share inside that interval.
 * Not to quote it is a right answer. Refused where even the test cannot be made.
 */
export function quoteCureFraction(
  observations: readonly Observation[],
  fit: MixtureCureFit,
  { weighting = "value" }: { readonly weighting?: Weighting } = {},
): Outcome<CureQuote> {
  const tested = followUpTest(observations, { weighting });
  if (!tested.ok) return tested;
  const fits = RIVALS[fit.distribution].map((distribution) => ({
    distribution,
    fit: fitMixtureCure(observations, distribution, { weighting }),
  }));
  return found(judgeCureFraction(fit, tested.value, fits));
}

/** A base distribution, and what it made of the cards. */
export type BaseFit = { readonly distribution: Distribution; readonly fit: Outcome<MixtureCureFit> };

/** The same of fits that are there: the rivals of the first are found among them. */
export function judgeCureFraction(fit: MixtureCureFit, followUp: FollowUp, fits: readonly BaseFit[]): CureQuote {
  const others = fits
    .filter(({ distribution }) => RIVALS[fit.distribution].includes(distribution))
    .map((other) => ({
      distribution: other.distribution,
      cureFraction: other.fit.ok ? other.fit.value.cureFraction : null,
    }));
  const reasons = [tooShort(followUp), tooWide(fit), ...others.map((other) => differs(fit, other))].filter(
    (reason) => reason !== null,
  );
  return { quotable: reasons.length === 0, reasons, followUp, others };
}

function tooShort({ sufficient, lateEvents, cards, alpha }: FollowUp): Problem | null {
  if (sufficient) return null;
  const message = `The cards were not followed long enough to tell never from not yet: ${lateEvents} of ${cards} had their event in the stretch before the last one that is as long as the quiet after it (Maller–Zhou α = ${alpha.toFixed(3)}, needed below 0.05).`;
  return { kind: "follow-up", message };
}

function tooWide({ interval: { lower, upper } }: MixtureCureFit): Problem | null {
  if (upper - lower < WIDEST) return null;
  const message = `The share could lie anywhere between ${percent(lower)} and ${percent(upper)} (95 % profile interval): too wide to be of use.`;
  return { kind: "wide-interval", message };
}

function differs(
  { distribution, cureFraction, interval }: MixtureCureFit,
  other: CureQuote["others"][number],
): Problem | null {
  const { cureFraction: rival } = other;
  if (rival !== null && rival >= interval.lower && rival <= interval.upper) return null;
  const says = rival === null ? "finds no clear maximum" : `says ${percent(rival)}, outside the interval of the first`;
  const message = `The share hangs on the assumed distribution: ${distribution} says ${percent(cureFraction)}, ${other.distribution} ${says}.`;
  return { kind: "distributions-differ", message };
}
