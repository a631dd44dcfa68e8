import { unpackCell } from "./cell";
import { type Design, expiryLevel, type Feature, features, historyLevels, traitLevels, typeLevels } from "./design";
import type { HazardSource } from "./hazard-source";
import type { SparseRows } from "./random-effects";

/** Card-months that are alike: cells as they were at the beginning of a month, and in how many it saw a redemption. */
export type TrainingRow = {
  readonly key: number;
  /** Counted from the year 0. */
  readonly month: number;
  readonly trials: number;
  readonly events: number;
  /** In the months without a redemption: Σ of the shares of balances that went otherwise. */
  readonly lost: number;
};

/** ln of the headline's cumulative hazard of a cell in the month it begins with. */
export function offsetOf(source: HazardSource, key: number, month: number): number {
  const { typeId, age, endAge } = unpackCell(key);
  const saleMonth = (((month - age) % 12) + 12) % 12;
  return Math.log(source.hazard({ typeId, saleMonth, endAge }, age));
}

const LONGEST = 512;

/** Remembers the headline's hazards by type, month of sale and end, because each is asked for by many cells. */
export function remembered(source: HazardSource): HazardSource {
  const known = new Map<number, number>();
  return {
    ...source,
    hazard: (lot, age) => {
      const end = lot.endAge === null ? LONGEST - 1 : Math.min(lot.endAge, LONGEST - 2);
      const key = ((lot.typeId * LONGEST + end) * 12 + lot.saleMonth) * LONGEST + age;
      const found = known.get(key) ?? source.hazard(lot, age);
      known.set(key, found);
      return found;
    },
  };
}

type Part = Partial<Record<Feature, number | null>>;

/** Columns of a cell in a month, rising. Parts of cells come again and again, and are worked out once. */
export function columnFinder({ first, ...design }: Design): (key: number, month: number) => readonly number[] {
  const of = (levels: Part) =>
    features.flatMap((feature) => {
      const level = levels[feature] ?? null;
      return level === null ? [] : [first[feature] + level];
    });
  const cached = <K>(make: (key: K) => number[]) => {
    const known = new Map<K, number[]>();
    return (key: K) => {
      const found = known.get(key) ?? make(key);
      known.set(key, found);
      return found;
    };
  };
  const typed = cached((typeId: number) => {
    const { type, category, medium } = typeLevels({ first, ...design }, typeId);
    return of({ type, category, medium });
  });
  const traited = cached((traits: number) => of(traitLevels(traits)));
  const lived = cached((place: number) => of(historyLevels(Math.floor(place / LONGEST), place % LONGEST)));
  return (key, month) => {
    const { typeId, age, endAge, traits, history } = unpackCell(key);
    return [
      0,
      ...typed(typeId),
      ...traited(traits),
      first.season + (month % 12),
      first.expiry + expiryLevel(endAge, age),
      ...lived(history * LONGEST + age),
    ];
  };
}

/** Rows for the regression, in the order they have. */
export function regressionRows(design: Design, rows: readonly TrainingRow[], source: HazardSource): SparseRows {
  const hazards = remembered(source);
  const columnsOf = columnFinder(design);
  const starts = new Int32Array(rows.length + 1);
  const columns: number[] = [];
  for (const [i, { key, month }] of rows.entries()) {
    for (const column of columnsOf(key, month)) columns.push(column);
    starts[i + 1] = columns.length;
  }
  return {
    starts,
    columns: Int32Array.from(columns),
    offsets: Float64Array.from(rows, ({ key, month }) => offsetOf(hazards, key, month)),
    trials: Float64Array.from(rows, ({ trials }) => trials),
    events: Float64Array.from(rows, ({ events }) => events),
    width: design.columns,
  };
}
