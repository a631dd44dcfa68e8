import type { PropertyKind } from "../constants";
import type { EscheatOutcome } from "../determination";
import { lawKey } from "./law-key";
import { byType, type Ends, type Paces, rangeBetween, rangeOf } from "./range";
import { NOTHING, type Stake, sumOfStakes } from "./stake";

/** One cell of a stored version. */
export type StoredCell = {
  readonly jurisdiction: string;
  readonly cardTypeId: number;
  readonly reportYear: number;
  readonly outcome: EscheatOutcome;
  readonly priority: number;
  readonly cards: number;
  readonly balance: bigint;
  readonly claimed: bigint;
  readonly unmeasured: bigint;
  readonly foreseen: bigint;
  readonly stake: Stake;
  readonly needsCounsel: boolean;
};

/** What other readings of a law in doubt make of the cards of a type, by year of the report. */
export type StoredReading = {
  readonly jurisdiction: string;
  readonly cardTypeId: number;
  readonly reportYear: number;
  readonly stakes: readonly Stake[];
};

/** Part of a version, or all of it. */
export type Slice = { readonly cells: readonly StoredCell[]; readonly readings: readonly StoredReading[] };

export type SliceBasis = {
  readonly paces: Paces;
  readonly propertyOf: (cardTypeId: number) => PropertyKind | null;
  /** By `lawKey`: laws of which not every reading comes to the same for the version's cards. */
  readonly inDoubt: ReadonlySet<string>;
};

/** Minor units of the version's currency. Amounts of cells add up to that of any whole; ranges are of sums. */
export type EscheatFigures = {
  readonly cards: number;
  readonly balance: bigint;
  /** If nothing more is redeemed. */
  readonly claimed: bigint;
  /** Of which something will be taken, and nobody knows how much. */
  readonly unmeasured: bigint;
  /** Expected by the law as it is read now. */
  readonly foreseen: bigint;
  /** Middle 80 % by redemption alone; and with every plausible reading of the law. */
  readonly range: Ends;
  readonly lawRange: Ends;
  readonly needsCounsel: boolean;
};

const sum = (values: Iterable<bigint>): bigint => [...values].reduce((total, value) => total + value, 0n);

export function figuresOf(slice: Slice, basis: SliceBasis): EscheatFigures {
  const { cells } = slice;
  const now = byType(cells);
  return {
    cards: cells.reduce((total, { cards }) => total + cards, 0),
    balance: sum(cells.map(({ balance }) => balance)),
    claimed: sum(cells.map(({ claimed }) => claimed)),
    unmeasured: sum(cells.map(({ unmeasured }) => unmeasured)),
    foreseen: sum(cells.map(({ foreseen }) => foreseen)),
    range: rangeOf(now, basis.paces),
    lawRange: lawRangeOf(slice, basis),
    needsCounsel: cells.some(({ needsCounsel, cards }) => needsCounsel && cards > 0),
  };
}

/**
 * Laws turn out independently of one another: of each, the reading that comes to least in this slice, and the one that
 * comes to most, the same for all its types and years. So money that another reading only moves to another year is in the
 * range of the years, and not in that of their sum.
 */
function lawRangeOf({ cells, readings }: Slice, { paces, propertyOf, inDoubt }: SliceBasis): Ends {
  const sure = cells.filter(
    ({ jurisdiction, cardTypeId }) => !inDoubt.has(lawKey(jurisdiction, propertyOf(cardTypeId))),
  );
  const byLaw = new Map<string, StoredReading[]>();
  for (const reading of readings) {
    const law = lawKey(reading.jurisdiction, propertyOf(reading.cardTypeId));
    byLaw.set(law, [...(byLaw.get(law) ?? []), reading]);
  }
  const least: { cardTypeId: number; stake: Stake }[] = [...sure];
  const most: { cardTypeId: number; stake: Stake }[] = [...sure];
  for (const rows of byLaw.values()) {
    const totals = (rows[0]?.stakes ?? []).map((_, i) => sumOfStakes(rows.map(({ stakes }) => stakes[i] ?? NOTHING)));
    const amounts = totals.map(({ expected }) => expected);
    const [low, high] = [amounts.indexOf(Math.min(...amounts)), amounts.indexOf(Math.max(...amounts))];
    for (const { cardTypeId, stakes } of rows) {
      least.push({ cardTypeId, stake: stakes[low] ?? NOTHING });
      most.push({ cardTypeId, stake: stakes[high] ?? NOTHING });
    }
  }
  return rangeBetween(byType(least), byType(most), paces);
}

/** The part that a test on jurisdiction, type and year lets through. */
export function sliceBy(
  { cells, readings }: Slice,
  test: (part: Pick<StoredCell, "jurisdiction" | "cardTypeId" | "reportYear">) => boolean,
): Slice {
  return { cells: cells.filter(test), readings: readings.filter(test) };
}

/** One slice for each value of a key, in the order in which they are met. */
export function slicesBy<Key extends string | number>(
  slice: Slice,
  keyOf: (part: Pick<StoredCell, "jurisdiction" | "cardTypeId" | "reportYear">) => Key,
): Map<Key, Slice> {
  const parts = new Map<Key, { cells: StoredCell[]; readings: StoredReading[] }>();
  const partOf = (key: Key) => {
    const part = parts.get(key) ?? { cells: [], readings: [] };
    parts.set(key, part);
    return part;
  };
  for (const cell of slice.cells) partOf(keyOf(cell)).cells.push(cell);
  for (const reading of slice.readings) partOf(keyOf(reading)).readings.push(reading);
  return parts;
}
