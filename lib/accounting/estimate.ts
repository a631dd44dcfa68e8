import { addMonths, type CivilDate } from "@/lib/dates";
import {
  addExpected,
  type EscheatBasis,
  type Expected,
  type ForecastBasis,
  NO_ESCHEAT,
  NOTHING_EXPECTED,
  type TypeEscheat,
  type TypeForecast,
} from "./basis";
import type { CohortPosition } from "./cohort-books";
import { faceOf, type Sums, usedOf } from "./cohort-facts";
import { constrainedRate, countedShare } from "./constraint";
import {
  compare,
  dividedBy,
  type Fraction,
  fraction,
  least,
  minus,
  most,
  NONE,
  plus,
  rounded,
  times,
  whole,
} from "./fraction";
import type { MethodVersion } from "./method";
import type { Estimate } from "./recognition";
import { atLeastNothing, lesser } from "./whole-amount";

/** Why no breakage but what has lapsed is recognised of a programme in a month; null where more is. The remote method needs no forecast. */
export const unestimatedReasons = [
  "no-method",
  "no-escheat-forecast",
  "no-forecast",
  "no-history",
  "no-range",
] as const;
export type Unestimated = (typeof unestimatedReasons)[number];

/** What holds for all cohorts of a programme in one month. */
export type ProgrammeEstimate = {
  readonly method: MethodVersion | null;
  readonly unestimated: Unestimated | null;
  /** Of the expected breakage that is not settled, the share that is counted on. */
  readonly counted: Fraction;
  /** Of what is not redeemed and not presumed abandoned yet, the share that states will claim; 1 where nobody has looked. */
  readonly claimed: Fraction;
  readonly forecast: TypeForecast | null;
  /** What the escheat forecast says of its cards; null without one. */
  readonly escheat: TypeEscheat | null;
  readonly ultimateAge: number;
};

type Given = {
  readonly cardTypeId: number;
  readonly method: MethodVersion | null;
  readonly forecast: ForecastBasis | null;
  readonly escheat: EscheatBasis | null;
  /** Where there is no forecast to say it. */
  readonly ultimateAge: number;
};

/**
 * A programme's estimate of a month. Without an escheat forecast nobody can say what belongs to states, and what may have to be
 * remitted is a liability and no revenue (606-10-55-49): all that is not redeemed is held for them and nothing is recognised.
 */
export function programmeEstimate(given: Given): ProgrammeEstimate {
  const { cardTypeId, method, forecast, escheat } = given;
  const type = forecast?.types.get(cardTypeId) ?? null;
  const counted = method && type ? countedShare(type.programme, method.constraint) : null;
  const unestimated: Unestimated | null =
    escheat === null
      ? "no-escheat-forecast"
      : method === null
        ? "no-method"
        : method.method === "remote"
          ? null
          : type === null
            ? "no-forecast"
            : !type.hasHistory
              ? "no-history"
              : counted?.ok
                ? null
                : "no-range";
  return {
    method,
    unestimated,
    counted: counted?.ok ? counted.value : NONE,
    claimed: escheat === null ? whole(1n) : claimedShare(cardTypeId, escheat),
    forecast: type,
    escheat: escheat === null ? null : (escheat.types.get(cardTypeId) ?? NO_ESCHEAT),
    ultimateAge: forecast?.ultimateAge ?? given.ultimateAge,
  };
}

/** Of a type without open cards, the share of all types: it has nothing left of which anybody could say more. */
function claimedShare(cardTypeId: number, escheat: EscheatBasis): Fraction {
  const own = escheat.types.get(cardTypeId) ?? NO_ESCHEAT;
  const { balance, claimed, presumed } = own.balance > own.presumed ? own : escheat.whole;
  const open = balance - presumed;
  return open > 0n ? fraction(lesser(claimed - presumed, open), open) : NONE;
}

type CohortMonth = {
  readonly month: CivilDate;
  readonly saleMonth: CivilDate;
  /** 'infinity' where some of its cards never expire. */
  readonly lastExpiry: CivilDate;
  readonly sums: Sums;
  /** L and P of README.md. */
  readonly lapsed: bigint;
  readonly presumed: bigint;
};

/**
 * The estimate of a cohort at the end of a month. b is what the forecast expects of the cards sold in its month; of a month
 * sold after the forecast, what it expects of the type.
 */
export function cohortEstimate(programme: ProgrammeEstimate, cohort: CohortMonth): Estimate {
  const { method, unestimated } = programme;
  const unexercised =
    unestimated === null && method?.method === "proportional" ? unexercisedOf(programme, cohort) : null;
  const remote = unestimated === null && isRemote(cohort, programme.ultimateAge);
  const face = faceOf(cohort.sums);
  const lost = remote
    ? whole(face - usedOf(cohort.sums))
    : most(times(whole(face), unexercised ?? NONE), whole(cohort.lapsed));
  return {
    method: method?.method ?? "remote",
    unexercised,
    escheatable: escheatableOf(lost, cohort, programme),
    remote,
  };
}

/**
 * e: of what is presumed abandoned all, and of the rest of what is never redeemed what states will claim of it. What was booked
 * as expired is on no card any more, and an escheat forecast that looks at what is on cards claims nothing of it.
 */
function escheatableOf(lost: Fraction, { presumed, sums }: CohortMonth, programme: ProgrammeEstimate): Fraction {
  const { claimed, unestimated } = programme;
  if (unestimated === "no-escheat-forecast" || compare(lost, NONE) <= 0) return claimed;
  const gone = least(whole(presumed), lost);
  const open = most(minus(minus(lost, gone), whole(sums.expired)), NONE);
  return dividedBy(plus(gone, times(open, claimed)), lost);
}

function unexercisedOf({ forecast, counted }: ProgrammeEstimate, { saleMonth, sums }: CohortMonth): Fraction {
  const face = faceOf(sums);
  if (forecast === null || face <= 0n) return NONE;
  const sale =
    forecast.sales.get(saleMonth) ?? unsettled([...forecast.sales.values()].reduce(addExpected, NOTHING_EXPECTED));
  const lost = times(whole(atLeastNothing(face - sums.fees)), rateOf(sale, counted));
  return least(dividedBy(lost, whole(face)), whole(1n));
}

function rateOf({ sold, settled, open }: Expected, counted: Fraction): Fraction {
  const part = (breakage: bigint, isSettled: boolean) =>
    constrainedRate({ face: sold, breakage, settled: isSettled }, counted);
  return least(plus(part(settled, true), part(open, false)), whole(1n));
}

/** As a rate for other cards, what came of settled ones is an expectation like any. */
const unsettled = (one: Expected): Expected => ({ ...one, settled: 0n, open: one.settled + one.open });

/** That more is redeemed is remote once the last card has expired, or never does, and the forecast's ultimate age is reached. */
export const isRemote = (
  { month, saleMonth, lastExpiry }: Pick<CohortMonth, "month" | "saleMonth" | "lastExpiry">,
  ultimateAge: number,
): boolean => addMonths(saleMonth, ultimateAge) <= month && (lastExpiry === "infinity" || lastExpiry <= month);

/** U of README.md, for showing: what is counted on never to be redeemed, at least what has lapsed. */
export function estimatedLoss(
  { face, exercised, lapsed }: Pick<CohortPosition, "face" | "exercised" | "lapsed">,
  { unexercised, remote }: Estimate,
): bigint {
  return rounded(remote ? whole(face - exercised) : most(times(whole(face), unexercised ?? NONE), whole(lapsed)));
}

/** For showing: a share as a plain number. */
export const shareNumber = ({ over, under }: Fraction): number => Number(over) / Number(under);
