import { type CivilNumber, yearOf } from "../prepared/civil-number";

/** Of cards sold in one month that end in one month: what a breakage forecast leaves of what is open. */
export type CohortLeft = {
  readonly cardTypeId: number;
  readonly lot: "sale" | "reload";
  /** Months as forecasts count them: year × 12 + month − 1. */
  readonly month: number;
  /** Null: never. */
  readonly endMonth: number | null;
  readonly open: number;
  readonly expected: number;
};

export type CurveBasis = {
  /** The last month of which the forecast knew all. */
  readonly cut: number;
  /** Age in months at which value that never expires is settled: beyond it nothing more is redeemed. */
  readonly ultimateAge: number;
  /** By card type, the share of the open balance that stays open through each month of age. */
  readonly factors: ReadonlyMap<number, readonly number[]>;
  readonly cohorts: readonly CohortLeft[];
};

/** Cumulative hazard of being redeemed, from the forecast's data date on; by position on the calendar, in months. */
export type Hazard = (position: number) => number;

const LEAST = 1e-6;

/** Where a day begins on the calendar, in months and parts of them: 1 January 2026 is 24312. */
export function monthPosition(day: CivilNumber): number {
  const month = Math.floor(day / 100) % 100;
  return yearOf(day) * 12 + month - 1 + ((day % 100) - 1) / daysIn(yearOf(day), month);
}

/** Where it ends. */
export const endPosition = (day: CivilNumber): number =>
  monthPosition(day) + 1 / daysIn(yearOf(day), Math.floor(day / 100) % 100);

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return DAYS[month - 1] ?? 30;
}

/**
 * How a breakage forecast sees value being redeemed, read for single cards: by the life table of the card's type, raised or
 * lowered so that at the end of its month of sale exactly what the forecast expects of that month is left. So what falls to
 * a state, what is redeemed before and what the forecast calls breakage are one and the same money.
 */
export class Curves {
  private readonly cohorts = new Map<number, Map<number, CohortLeft>>();
  private readonly hazards = new Map<number, Map<number, Hazard>>();

  constructor(private readonly basis: CurveBasis) {
    for (const cohort of basis.cohorts) {
      const ofType = this.cohorts.get(cohort.cardTypeId) ?? new Map<number, CohortLeft>();
      ofType.set(keyOf(cohort), cohort);
      this.cohorts.set(cohort.cardTypeId, ofType);
    }
  }

  /** Null where the forecast knows no curve of the type. */
  of(card: Pick<CohortLeft, "cardTypeId" | "lot" | "month" | "endMonth">): Hazard | null {
    const factors = this.basis.factors.get(card.cardTypeId);
    if (factors === undefined) return null;
    const known = this.hazards.get(card.cardTypeId) ?? new Map<number, Hazard>();
    this.hazards.set(card.cardTypeId, known);
    const key = keyOf(card);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = hazardOf(card, this.cohorts.get(card.cardTypeId)?.get(key), factors, this.basis);
    known.set(key, made);
    return made;
  }
}

const keyOf = ({ lot, month, endMonth }: Pick<CohortLeft, "lot" | "month" | "endMonth">): number =>
  (month * 100_000 + (endMonth ?? 0)) * 2 + (lot === "reload" ? 1 : 0);

function hazardOf(
  { month, endMonth }: Pick<CohortLeft, "month" | "endMonth">,
  cohort: CohortLeft | undefined,
  factors: readonly number[],
  { cut, ultimateAge }: CurveBasis,
): Hazard {
  const last = Math.min(endMonth === null ? ultimateAge : endMonth - month, ultimateAge);
  const first = Math.max(0, cut + 1 - month);
  // What is redeemed by the beginning of each age, from the data date on.
  const reached: number[] = [];
  for (let age = 0; age <= last + 1; age++) {
    const before = reached[age - 1] ?? 0;
    reached.push(age <= first ? 0 : before - Math.log(Math.max(LEAST, factors[age - 1] ?? 1)));
  }
  const whole = reached[last + 1] ?? 0;
  const wanted = wantedOf(cohort);
  if (wanted !== null && !(whole > 0)) spread(reached, first, wanted);
  const level = wanted === null || !(whole > 0) ? 1 : wanted / whole;
  return (position) => level * between(reached, position - month);
}

/** −ln of what the forecast leaves of the open balance; null where it says nothing of it. */
function wantedOf(cohort: CohortLeft | undefined): number | null {
  if (cohort === undefined || !(cohort.open > 0)) return null;
  return -Math.log(Math.min(1, Math.max(LEAST, cohort.expected / cohort.open)));
}

/** A forecast that redeems what its life table would keep: evenly over the months that are left. */
function spread(reached: number[], first: number, wanted: number): void {
  const months = reached.length - 1 - first;
  for (let age = first + 1; age < reached.length; age++) reached[age] = (wanted * (age - first)) / months;
}

function between(reached: readonly number[], age: number): number {
  if (age <= 0) return 0;
  const below = Math.floor(age);
  const from = reached[below];
  if (from === undefined) return reached.at(-1) ?? 0;
  return from + ((reached[below + 1] ?? from) - from) * (age - below);
}
