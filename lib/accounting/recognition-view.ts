import type { CivilDate } from "@/lib/dates";
import type { Books } from "./books";
import { estimatedLoss } from "./estimate";
import type { CohortLedger } from "./ledger";
import type { Programme } from "./programme";
import type { RollForwardRow } from "./roll-forward";

/**
 * What was recognised of a cohort, or of several of one currency, and where they stand at the end of a month. Null is what is not
 * kept of a locked month: its cohorts are amounts that nobody makes again.
 */
export type RecognitionRow = {
  readonly key: string;
  readonly programme: Programme;
  /** Null for all months of sale of the programme. */
  readonly saleMonth: CivilDate | null;
} & RecognitionAmounts;

export const recognitionFigures = [
  "face",
  "exercised",
  "lapsed",
  /** U: counted on never to be redeemed, at least what has lapsed. */
  "unexercised",
  /** Of the month; and of it, what a changed estimate makes of earlier months. */
  "breakage",
  "catchUp",
  /** Since the sale. */
  "recognised",
  "contractLiability",
  "heldForStates",
  "escheatPayable",
] as const;
export type RecognitionFigure = (typeof recognitionFigures)[number];
export type RecognitionAmounts = Readonly<Record<RecognitionFigure, bigint | null>> & {
  /** Months of sale of which more was redeemed than expected in all. */
  readonly exceeded: number;
};

const amountsBy = (amountOf: (name: RecognitionFigure) => bigint | null, exceeded: number): RecognitionAmounts => ({
  ...(Object.fromEntries(recognitionFigures.map((name) => [name, amountOf(name)])) as Record<
    RecognitionFigure,
    bigint | null
  >),
  exceeded,
});
const NOTHING = amountsBy(() => 0n, 0);

const addAmounts = (a: RecognitionAmounts, b: RecognitionAmounts): RecognitionAmounts =>
  amountsBy((name) => {
    const [one, other] = [a[name], b[name]];
    return one === null || other === null ? null : one + other;
  }, a.exceeded + b.exceeded);

export const recognitionTotal = (rows: readonly RecognitionAmounts[]): RecognitionAmounts =>
  rows.reduce(addAmounts, NOTHING);

/** By card type, or of one card type by month of sale; what is all 0 has no row. Most recognised so far first; months in order. */
export function recognitionRows(cohorts: readonly CohortLedger[], by: "card-type" | "sale-month"): RecognitionRow[] {
  const rows = new Map<string, RecognitionRow>();
  for (const { programme, saleMonth, books, estimates } of cohorts) {
    const [book, estimate] = [books.at(-1), estimates.at(-1)];
    if (!book || !estimate) continue;
    const key = by === "card-type" ? `${programme.code} ${programme.standing}` : `${saleMonth} ${programme.standing}`;
    const { position } = book;
    const own: RecognitionAmounts = {
      face: position.face,
      exercised: position.exercised,
      lapsed: position.lapsed,
      unexercised: estimatedLoss(position, estimate),
      breakage: book.booked.breakageRevenue,
      catchUp: book.catchUp,
      recognised: position.breakage,
      contractLiability: book.contractLiability,
      heldForStates: book.heldForStates,
      escheatPayable: book.escheatPayable,
      exceeded: book.exceeded ? 1 : 0,
    };
    const named = { key, programme, saleMonth: by === "card-type" ? null : saleMonth };
    rows.set(key, { ...named, ...addAmounts(rows.get(key) ?? NOTHING, own) });
  }
  const found = [...rows.values()].filter((row) => recognitionFigures.some((name) => row[name] !== 0n));
  return found.sort(by === "card-type" ? byRecognised : byKey);
}

/** Of a locked month, what its roll-forward says. */
export function lockedRecognition(rows: readonly RollForwardRow[], programmes: readonly Programme[]): RecognitionRow[] {
  const known = new Map(programmes.map((programme) => [programme.code, programme]));
  return rows.flatMap(({ cardType, standing, movements, closing, payableClosing }): RecognitionRow[] => {
    const programme = known.get(cardType);
    if (!programme || standing === "given") return [];
    const kept = {
      breakage: movements.breakage + movements.expired,
      contractLiability: closing,
      escheatPayable: payableClosing,
    };
    const amounts = amountsBy((name) => (name in kept ? kept[name as keyof typeof kept] : null), 0);
    return [{ key: `${cardType} ${standing}`, programme: { ...programme, standing }, saleMonth: null, ...amounts }];
  });
}

const byRecognised = (a: RecognitionRow, b: RecognitionRow) => {
  const [one, other] = [a.recognised ?? 0n, b.recognised ?? 0n];
  return one < other ? 1 : one > other ? -1 : byKey(a, b);
};
const byKey = (a: RecognitionRow, b: RecognitionRow) => (a.key < b.key ? -1 : 1);

/** The books of one month, programme by programme or month of sale by month of sale. */
export type Recognition = {
  readonly books: Books;
  readonly currency: string;
  readonly by: "card-type" | "sale-month";
  /** Then by card type only. */
  readonly isLocked: boolean;
  readonly rows: readonly RecognitionRow[];
};

/** Breakage revenue of months, by currency: the third meaning of the word. Null where no month is over. */
export type Recognised = {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly currency: string;
  readonly breakage: bigint;
  /** Programmes in the currency that were paid for, and those of them that have a method. */
  readonly programmes: number;
  readonly withMethod: number;
};

export function recognisedOf({ span, rows, programmes, methods }: Books, currency: string): Recognised | null {
  if (!span) return null;
  const own = programmes.filter((one) => one.currency === currency && one.standing !== "given");
  const chosen = new Set(methods.map(({ cardTypeId }) => cardTypeId));
  return {
    ...span,
    currency,
    breakage: rows
      .filter((row) => row.currency === currency && row.standing !== "given")
      .reduce((sum, { movements }) => sum + movements.breakage + movements.expired, 0n),
    programmes: own.length,
    withMethod: own.filter(({ id }) => chosen.has(id)).length,
  };
}
