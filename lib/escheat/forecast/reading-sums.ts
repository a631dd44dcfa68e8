import type { PropertyKind } from "../constants";
import type { Reading } from "../readings";
import type { RuleField } from "../rule";
import { lawKey } from "./law-key";
import { NOTHING, type Stake } from "./stake";

/** Of whose law the sums are; no property where nobody has said of what kind the cards are. */
export type ReadLaw = {
  readonly jurisdiction: string;
  readonly property: PropertyKind | null;
  readonly readings: readonly Reading[];
  readonly held: readonly RuleField[];
};

/** One way in which a law may turn out for its cards, unlike the others in some sum. */
export type KeptReading = {
  /** Place in the law's readings; null where no law is known. */
  readonly reading: number | null;
  /** What nobody knows of a card or the issuer counts as letting it be taken. */
  readonly unknownTaken: boolean;
};

export type DoubtfulLaw = ReadLaw & {
  readonly kept: readonly KeptReading[];
  /** By card type and year of the report, a stake for each reading that is kept. */
  readonly rows: readonly {
    readonly cardTypeId: number;
    readonly reportYear: number;
    readonly stakes: readonly Stake[];
  }[];
};

const PARTS = 4;

/** What each reading of one law makes of its cards. */
class LawSums {
  private readonly rows = new Map<number, Float64Array>();

  constructor(
    readonly law: ReadLaw,
    private readonly readings: number,
  ) {}

  /** @param most where unknown facts let the card be taken; the same as `least` where all is known. */
  add(cardTypeId: number, reportYear: number, reading: number, least: Stake, most: Stake): void {
    if (most.expected === 0 && least.expected === 0) return;
    const key = cardTypeId * YEARS + reportYear;
    let sums = this.rows.get(key);
    if (sums === undefined) {
      sums = new Float64Array(PARTS * 2 * this.readings);
      this.rows.set(key, sums);
    }
    addTo(sums, reading, least);
    addTo(sums, this.readings + reading, most);
  }

  /** Null where all readings come to the same. Readings that make no difference are left out. */
  doubtful(): DoubtfulLaw | null {
    const rows = [...this.rows].sort(([a], [b]) => a - b);
    const columns = new Map<string, number>();
    for (let column = 0; column < 2 * this.readings; column++) {
      const sums = rows.map(([, row]) => row.subarray(PARTS * column, PARTS * (column + 1)).join());
      const name = sums.join("/");
      if (!columns.has(name)) columns.set(name, column);
    }
    if (columns.size < 2) return null;
    const kept = [...columns.values()];
    const hasLaw = this.law.readings.length > 0;
    return {
      ...this.law,
      kept: kept.map((column) => ({
        reading: hasLaw ? column % this.readings : null,
        unknownTaken: column >= this.readings,
      })),
      rows: rows.map(([key, row]) => ({
        cardTypeId: Math.floor(key / YEARS),
        reportYear: key % YEARS,
        stakes: kept.map((column) => stakeAt(row, column)),
      })),
    };
  }
}

/** Above every year of a report. */
const YEARS = 10_000;

function addTo(sums: Float64Array, column: number, { claimed, expected, slope, variance }: Stake): void {
  const at = PARTS * column;
  sums[at] = (sums[at] ?? 0) + claimed;
  sums[at + 1] = (sums[at + 1] ?? 0) + expected;
  sums[at + 2] = (sums[at + 2] ?? 0) + slope;
  sums[at + 3] = (sums[at + 3] ?? 0) + variance;
}

const stakeAt = (sums: Float64Array, column: number): Stake =>
  unpackStakes(sums.subarray(PARTS * column, PARTS * (column + 1)))[0] ?? NOTHING;

export class ReadingSums {
  private readonly laws = new Map<string, LawSums>();

  of(law: ReadLaw): LawSums {
    const key = lawKey(law.jurisdiction, law.property);
    const known = this.laws.get(key);
    if (known !== undefined) return known;
    const made = new LawSums(law, Math.max(1, law.readings.length));
    this.laws.set(key, made);
    return made;
  }

  /** Laws of which not every reading comes to the same, by name. */
  all(): DoubtfulLaw[] {
    return [...this.laws].sort(([a], [b]) => a.localeCompare(b, "en")).flatMap(([, sums]) => sums.doubtful() ?? []);
  }
}

/** As they are stored: four numbers for each reading. */
export const packStakes = (stakes: readonly Stake[]): number[] =>
  stakes.flatMap(({ claimed, expected, slope, variance }) => [claimed, expected, slope, variance]);

export const unpackStakes = (numbers: ArrayLike<number>): Stake[] =>
  Array.from({ length: numbers.length / PARTS }, (_, i) => ({
    claimed: numbers[PARTS * i] ?? 0,
    expected: numbers[PARTS * i + 1] ?? 0,
    slope: numbers[PARTS * i + 2] ?? 0,
    variance: numbers[PARTS * i + 3] ?? 0,
  }));
