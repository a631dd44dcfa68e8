import type { CivilDate } from "@/lib/dates";
import { bookCohort, type CohortBook, type CohortMonth, type CohortPosition, newCohort } from "./cohort-books";
import { balanceOf, type CohortFacts, cohortKey, faceOf, lessSums, NO_SUMS, type Sums, usedOf } from "./cohort-facts";
import type { Standing } from "./constants";
import { type Correction, corrections, openCells } from "./corrections";
import type { MonthLock } from "./month-lock";
import { hasMoved, type Movements, NO_MOVEMENT } from "./movements";
import { holdingOf, type Programme } from "./programme";
import type { Estimate } from "./recognition";
import { type Holding, type MonthCell, type Opening, type RollForwardRow, rollForward } from "./roll-forward";
import { lesser } from "./whole-amount";

/** What was stored when the month before the first open one was locked. */
export type LockedState = {
  readonly locks: readonly MonthLock[];
  /** By cohort, with the standing its type had then. */
  readonly positions: ReadonlyMap<string, StoredPosition>;
  /** Balances at the end of the last locked month. */
  readonly closings: readonly Opening[];
  /** Events of the locked months by month and holding: as they were taken up by the last lock, and as they are known now. */
  readonly atLastLock: readonly MonthCell[];
  readonly now: readonly MonthCell[];
};
export type StoredPosition = {
  readonly cardTypeId: number;
  readonly saleMonth: CivilDate;
  readonly standing: Standing;
  readonly position: CohortPosition;
};

export type LedgerInput = {
  readonly programmes: ReadonlyMap<number, Programme>;
  readonly cohorts: readonly CohortFacts[];
  /** The month before the first one wanted, and those wanted. */
  readonly axis: readonly CivilDate[];
  /** At the end of the month at that place of the axis. */
  readonly estimateAt: (cohort: CohortFacts, at: number) => Estimate;
  readonly lapsedAt: (cohort: CohortFacts, at: number) => bigint;
  readonly presumedAt: (cohort: CohortFacts, at: number) => bigint;
  /** Null: the first month wanted does not follow a locked one, so its opening is computed from the facts. */
  readonly locked: LockedState | null;
};

export type CohortLedger = {
  readonly programme: Programme;
  readonly saleMonth: CivilDate;
  readonly books: readonly CohortBook[];
  readonly estimates: readonly Estimate[];
};
export type Ledger = {
  readonly rows: readonly RollForwardRow[];
  readonly cohorts: readonly CohortLedger[];
  readonly corrections: readonly Correction[];
};

/**
 * The books of the months wanted: cohort by cohort, and added up to a roll-forward. What an amount was recognised from by
 * the month before is either what was stored when it was locked, or what facts and estimate of that month give.
 */
export function ledgerOf(input: LedgerInput): Ledger {
  const [, ...months] = input.axis;
  const [from, to] = [months[0], months.at(-1)];
  if (from === undefined || to === undefined) return { rows: [], cohorts: [], corrections: [] };
  const cohorts = [...currentCohorts(input, months), ...reversedCohorts(input, months)];
  const { locked } = input;
  const own = eventCells(input, months);
  const cells = locked ? openCells(locked.locks, locked.atLastLock, [...locked.now, ...own]) : own;
  const openings = locked ? locked.closings : openingsOf(input, cohorts);
  return {
    rows: rollForward({ from, to, openings, cells: [...cells, ...bookedCells(cohorts)] }),
    cohorts: cohorts.map(({ events: _, opening: __, ...cohort }) => cohort),
    corrections: locked ? corrections(locked.locks, locked.atLastLock, [...locked.now, ...own]) : [],
  };
}

type Booked = CohortLedger & { readonly opening: CohortPosition; readonly events: readonly CohortMonth[] };

const isBooked = (standing: Standing) => standing !== "given";

function currentCohorts(input: LedgerInput, months: readonly CivilDate[]): Booked[] {
  const known = new Map(input.cohorts.map((cohort) => [cohortKey(cohort.cardTypeId, cohort.saleMonth), cohort]));
  for (const { cardTypeId, saleMonth } of input.locked?.positions.values() ?? []) {
    const key = cohortKey(cardTypeId, saleMonth);
    // Withdrawn since: nothing is left of it but what was booked.
    if (!known.has(key)) known.set(key, { cardTypeId, saleMonth, parts: [], at: input.axis.map(() => NO_SUMS) });
  }
  return [...known.values()].flatMap((cohort) => {
    const programme = input.programmes.get(cohort.cardTypeId);
    if (!programme || !isBooked(programme.standing)) return [];
    return [booked(input, programme, cohort, months)];
  });
}

/** Cohorts whose type has another standing than when they were locked: taken back there, and begun anew in their own. */
function reversedCohorts(input: LedgerInput, months: readonly CivilDate[]): Booked[] {
  return [...(input.locked?.positions.values() ?? [])].flatMap(({ cardTypeId, saleMonth, standing, position }) => {
    const programme = input.programmes.get(cardTypeId);
    if (!programme || programme.standing === standing) return [];
    const nothing: CohortFacts = { cardTypeId, saleMonth, parts: [], at: input.axis.map(() => NO_SUMS) };
    const events = months.map((_, i) => ({ ...monthOf(input, nothing, i + 1, position, i === 0), presumed: 0n }));
    const books = bookCohort(events, position);
    return [
      {
        programme: { ...programme, standing },
        saleMonth,
        books,
        estimates: events.map(({ estimate }) => estimate),
        opening: position,
        events,
      },
    ];
  });
}

function booked(input: LedgerInput, programme: Programme, cohort: CohortFacts, months: readonly CivilDate[]): Booked {
  const stored = input.locked?.positions.get(cohortKey(cohort.cardTypeId, cohort.saleMonth));
  const opening = input.locked
    ? stored?.standing === programme.standing
      ? stored.position
      : newCohort
    : (bookCohort([monthOf(input, cohort, 0, newCohort, true)])[0]?.position ?? newCohort);
  const events = months.map((_, i) => monthOf(input, cohort, i + 1, opening, i === 0 && input.locked !== null));
  return {
    programme,
    saleMonth: cohort.saleMonth,
    books: bookCohort(events, opening),
    estimates: events.map(({ estimate }) => estimate),
    opening,
    events,
  };
}

/** What happened in a month: against the month before, or `since` a position, which takes up all that became known meanwhile. */
function monthOf(
  input: LedgerInput,
  cohort: CohortFacts,
  at: number,
  before: CohortPosition,
  since: boolean,
): CohortMonth {
  const sums = cohort.at[at] ?? NO_SUMS;
  const earlier = cohort.at[at - 1] ?? NO_SUMS;
  return {
    month: input.axis[at] ?? "",
    events: since ? eventsSince(sums, before) : lessSums(sums, earlier),
    estimate: input.estimateAt(cohort, at),
    lapsed: input.lapsedAt(cohort, at),
    presumed: input.presumedAt(cohort, at),
    claimedFromStates: owedBack(sums) - (since ? before.claimed : owedBack(earlier)),
  };
}

const eventsSince = (sums: Sums, { face, exercised, claimed, expired, escheated }: CohortPosition): Sums => ({
  ...NO_SUMS,
  sold: faceOf(sums) - face,
  redeemed: usedOf(sums) - exercised - claimed,
  expired: sums.expired - expired,
  escheated: sums.escheated - escheated,
});

/** Redeemed on top of what was left after remittances: what states owe back, at most what they have. */
function owedBack(sums: Sums): bigint {
  const over = usedOf(sums) + sums.escheated - faceOf(sums);
  if (over <= 0n || sums.escheated <= 0n) return 0n;
  return lesser(over, sums.escheated);
}

/** Events of the months wanted by holding; those of given cards too. */
function eventCells({ cohorts, programmes, axis }: LedgerInput, months: readonly CivilDate[]): MonthCell[] {
  const cells: MonthCell[] = [];
  for (const cohort of cohorts) {
    const programme = programmes.get(cohort.cardTypeId);
    if (!programme) continue;
    for (const [i] of months.entries()) {
      const sums = lessSums(cohort.at[i + 1] ?? NO_SUMS, cohort.at[i] ?? NO_SUMS);
      const movements = { ...NO_MOVEMENT, ...sums };
      if (hasMoved(movements)) cells.push({ ...holdingOf(programme), month: axis[i + 1] ?? "", movements });
    }
  }
  return cells;
}

/** What was recognised, and what moved to states, by month and holding. */
function bookedCells(cohorts: readonly Booked[]): MonthCell[] {
  return cohorts.flatMap(({ programme, books, events }) =>
    books.flatMap((book, i): MonthCell[] => {
      const { breakageRevenue, toEscheatPayable, claimedFromStates } = book.booked;
      const movements: Movements = {
        ...NO_MOVEMENT,
        breakage: breakageRevenue - (events[i]?.events.expired ?? 0n),
        toEscheatPayable,
        claimedFromStates,
      };
      return hasMoved(movements) ? [{ ...holdingOf(programme), month: book.month, movements }] : [];
    }),
  );
}

function openingsOf({ cohorts, programmes }: LedgerInput, booked: readonly Booked[]): Opening[] {
  const given = cohorts.flatMap(({ cardTypeId, at }): Opening[] => {
    const programme = programmes.get(cardTypeId);
    if (!programme || isBooked(programme.standing)) return [];
    return [openingAt(holdingOf(programme), balanceOf(at[0] ?? NO_SUMS), 0n)];
  });
  return [
    ...given,
    ...booked.map(({ programme, opening: { face, revenue, presumed, escheated } }) =>
      openingAt(holdingOf(programme), face - revenue - presumed, presumed - escheated),
    ),
  ];
}

const openingAt = (holding: Holding, liability: bigint, payable: bigint): Opening => ({
  ...holding,
  liability,
  payable,
});
