import type { CivilDate } from "@/lib/dates";
import { whole } from "./fraction";
import type { Booked, EventMovement } from "./movements";
import { recognise, type Step } from "./periods";
import type { Estimate, Facts } from "./recognition";

/** A cohort of paid cards in one month: what happened, and what is known and expected at its end. */
export type CohortMonth = {
  readonly month: CivilDate;
  /** Events of the month, corrections of locked months included. */
  readonly events: Readonly<Record<EventMovement, bigint>>;
  readonly estimate: Estimate;
  /** Value whose funds are gone by rule, since the sale; what was booked as expired counts anyway. */
  readonly lapsed: bigint;
  /** Presumed abandoned since the sale, remitted or not; what was remitted counts anyway. */
  readonly presumed: bigint;
  /** Redeemed in the month although remitted before: a state owes it back. */
  readonly claimedFromStates: bigint;
};

/** Amounts since the sale, as the books have them at the end of a month; kept when the month is locked. */
export type CohortPosition = {
  /** F and R; what states owe back is in neither. */
  readonly face: bigint;
  readonly exercised: bigint;
  /** What was booked as expired; and with what is gone by rule alone. */
  readonly expired: bigint;
  readonly lapsed: bigint;
  readonly presumed: bigint;
  readonly escheated: bigint;
  /** What states owe back. */
  readonly claimed: bigint;
  readonly revenue: bigint;
  readonly breakage: bigint;
};
export const newCohort: CohortPosition = {
  face: 0n,
  exercised: 0n,
  expired: 0n,
  lapsed: 0n,
  presumed: 0n,
  escheated: 0n,
  claimed: 0n,
  revenue: 0n,
  breakage: 0n,
};

export type CohortBook = {
  readonly month: CivilDate;
  /** Redeemed, fees and breakage of the month. */
  readonly revenue: bigint;
  readonly catchUp: bigint;
  /**
   * At the end of the month, as in the ledger: with what is expected to go to states and is not presumed abandoned
   * yet.
   */
  readonly contractLiability: bigint;
  /** Of the contract liability, what is expected to go to states. */
  readonly heldForStates: bigint;
  readonly escheatPayable: bigint;
  /** More was redeemed than expected in all: the estimate has to be made anew. */
  readonly exceeded: boolean;
  /** What the roll-forward adds to the events of the month. */
  readonly booked: Booked;
  readonly position: CohortPosition;
};

/**
 * Recognised revenue, contract liability and escheat payable of one cohort at the end of each of its months, in
 * order, in minor units. F is sold + reloaded − refunded + transferred + adjusted; R is redeemed and fees. What was
 * redeemed after the remittance is revenue that a state pays for, and no news about the cohort. From an `opening` of
 * locked months, of which nothing is restated. Whatever the estimates do, the movements of `booked` with the events
 * lead from one month's balances to the next.
 */
export function bookCohort(months: readonly CohortMonth[], opening: CohortPosition = newCohort): CohortBook[] {
  let known = opening;
  const sums = months.map((month) => {
    known = { ...known, ...sumsWith(known, month) };
    return { month, sum: known };
  });
  const steps = sums.map(
    ({ month, sum }): Step => ({ period: month.month, facts: factsOf(sum), estimate: month.estimate }),
  );
  const recognised = recognise(steps, { ...opening, facts: factsOf(opening) });
  let before = opening;
  return recognised.flatMap((one, i): CohortBook[] => {
    const own = sums[i];
    if (!own) return [];
    const { sum, month } = own;
    const { claimedFromStates } = month;
    const { revenue, breakage, states } = one.cumulative;
    const toEscheatPayable = sum.presumed - before.presumed;
    before = { ...sum, revenue, breakage };
    return [
      {
        month: month.month,
        revenue: one.revenue + claimedFromStates,
        catchUp: one.catchUp,
        contractLiability: sum.face - revenue - sum.presumed,
        heldForStates: states - sum.presumed,
        escheatPayable: sum.presumed - sum.escheated,
        exceeded: one.exceeded,
        booked: { breakageRevenue: one.breakageRevenue, toEscheatPayable, claimedFromStates },
        position: before,
      },
    ];
  });
}

function sumsWith(known: CohortPosition, { events, lapsed, presumed, claimedFromStates }: CohortMonth) {
  const { sold, reloaded, refunded, transferred, adjusted, redeemed, fees } = events;
  const [expired, escheated] = [known.expired + events.expired, known.escheated + events.escheated];
  return {
    face: known.face + sold + reloaded - refunded + transferred + adjusted,
    exercised: known.exercised + redeemed + fees - claimedFromStates,
    claimed: known.claimed + claimedFromStates,
    expired,
    lapsed: lapsed > expired ? lapsed : expired,
    escheated,
    presumed: presumed > escheated ? presumed : escheated,
  };
}

const factsOf = ({ face, exercised, lapsed, presumed }: CohortPosition): Facts => ({
  face,
  exercised: whole(exercised),
  lapsed: whole(lapsed),
  presumed,
});
