import type { CivilDate } from "@/lib/dates";
import type { Standing } from "./constants";
import { addMovements } from "./movements";
import type { Balances, RollForwardRow } from "./roll-forward";

/** Rows added up: never over two currencies, and never what was given to what was paid. */
export type GroupRow = Balances & {
  readonly group: string;
  readonly currency: string;
  readonly standing: Standing;
  /** First days of the first and the last month; the same for a single month. */
  readonly from: CivilDate;
  readonly to: CivilDate;
};

type Part = Pick<RollForwardRow, "cardType" | "brand" | "currency" | "standing" | "month">;

/** Each month's rows by brand, card type or anything else of a row, in the order in which groups come. */
export function groupByMonth(rows: readonly RollForwardRow[], groupOf: (row: Part) => string): GroupRow[] {
  const groups = new Map<string, GroupRow>();
  for (const row of rows) {
    const { currency, standing, month } = row;
    const group = groupOf(row);
    const key = JSON.stringify([group, currency, standing, month]);
    const same = groups.get(key);
    groups.set(key, {
      ...(same ? sum(same, row) : balancesOf(row)),
      group,
      currency,
      standing,
      from: month,
      to: month,
    });
  }
  return [...groups.values()];
}

/**
 * The months of each group as one row: opening of the first, closing of the last, movements added up. A month without a
 * row has neither balance nor movement.
 * @throws RangeError when a month does not open with what the one before closed with
 */
export function spanOf(months: readonly GroupRow[]): GroupRow[] {
  const spans = new Map<string, GroupRow>();
  for (const month of [...months].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const key = JSON.stringify([month.group, month.currency, month.standing]);
    const span = spans.get(key);
    if (span && (span.closing !== month.opening || span.payableClosing !== month.payableOpening))
      throw new RangeError(`${month.group} closes ${span.to} with another balance than ${month.from} opens with`);
    spans.set(key, span ? join(span, month) : month);
  }
  return [...spans.values()];
}

function join(span: GroupRow, month: GroupRow): GroupRow {
  const { closing, payableClosing, to } = month;
  return { ...span, closing, payableClosing, to, movements: addMovements(span.movements, month.movements) };
}

const balancesOf = ({ opening, closing, payableOpening, payableClosing, movements }: Balances): Balances => ({
  opening,
  closing,
  payableOpening,
  payableClosing,
  movements,
});

const sum = (a: Balances, b: Balances): Balances => ({
  opening: a.opening + b.opening,
  closing: a.closing + b.closing,
  payableOpening: a.payableOpening + b.payableOpening,
  payableClosing: a.payableClosing + b.payableClosing,
  movements: addMovements(a.movements, b.movements),
});
