import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { Conflict } from "@/lib/errors";
import type { CohortPosition } from "../cohort-books";
import type { Standing } from "../constants";
import type { StoredPosition } from "../ledger";
import type { MonthLock } from "../month-lock";
import { type Movements, movementNames } from "../movements";
import { type MonthBasis, positionsHash, rowsHash, type StoredRow } from "../stored-month";

/** A locked month as it is kept. */
export type LockedMonth = MonthLock & {
  readonly lockedByName: string;
  readonly signedOffByName: string | null;
  readonly rowsHash: string;
  readonly basis: MonthBasis;
};

const instant = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export async function listLocks(tx: Tx, issuerId: number): Promise<LockedMonth[]> {
  return [
    ...(await tx.execute<LockedMonth & Record<string, unknown>>(sql`
      select month::text, locked_by as "lockedBy", locked_by_name as "lockedByName", ${instant("locked_at")} as "lockedAt",
        signed_off_by as "signedOffBy", signed_off_by_name as "signedOffByName", ${instant("signed_off_at")} as "signedOffAt",
        rows_hash as "rowsHash", basis
      from app.accounting_month where issuer_id = ${issuerId} order by month`)),
  ];
}

type RowOf = {
  month: string;
  card_type_id: number;
  currency: string;
  standing: Standing;
  opening: string;
  closing: string;
  payable_opening: string;
  payable_closing: string;
  movements: Record<string, string>;
  corrections: Record<string, Record<string, string>>;
};

const movementsOf = (texts: Readonly<Record<string, string>>): Movements =>
  Object.fromEntries(movementNames.map((name) => [name, BigInt(texts[name] ?? 0)])) as Record<keyof Movements, bigint>;

/**
 * The rows of locked months, held against the fingerprint they were locked with.
 * @throws Conflict when a month's rows are no longer what was locked
 */
export async function readStoredRows(
  tx: Tx,
  issuerId: number,
  locks: readonly LockedMonth[],
  span: { from: CivilDate; to: CivilDate },
): Promise<StoredRow[]> {
  const rows = await tx.execute<RowOf>(sql`
    select month::text, card_type_id, currency, standing, opening, closing, payable_opening, payable_closing, movements, corrections
    from app.accounting_row where issuer_id = ${issuerId} and month between ${span.from}::date and ${span.to}::date
    order by month, card_type_id, standing`);
  const stored = rows.map(
    (row): StoredRow => ({
      month: row.month,
      cardTypeId: row.card_type_id,
      currency: row.currency,
      standing: row.standing,
      opening: BigInt(row.opening),
      closing: BigInt(row.closing),
      payableOpening: BigInt(row.payable_opening),
      payableClosing: BigInt(row.payable_closing),
      movements: movementsOf(row.movements),
      corrections: Object.fromEntries(
        Object.entries(row.corrections).map(([month, texts]) => [month, movementsOf(texts)]),
      ),
    }),
  );
  for (const { month, basis, rowsHash: locked } of locks) {
    if (month < span.from || month > span.to) continue;
    const own = stored.filter((row) => row.month === month);
    if (rowsHash(month, own, basis) !== locked) throw tampered(month);
  }
  return stored;
}

type PositionRow = Record<keyof CohortPosition, string> & {
  card_type_id: number;
  sale_month: string;
  standing: Standing;
};

/**
 * Where each cohort stood when a month was locked, with the standing its type had then.
 * @throws Conflict when they are no longer what was locked
 */
export async function readPositions(
  tx: Tx,
  issuerId: number,
  { month, basis }: LockedMonth,
): Promise<StoredPosition[]> {
  const rows = await tx.execute<PositionRow>(sql`
    select card_type_id, sale_month::text, standing, face, exercised, expired, lapsed, presumed, escheated, claimed, revenue, breakage
    from app.accounting_position where issuer_id = ${issuerId} and month = ${month}::date`);
  const positions = rows.map((row): StoredPosition => {
    const { card_type_id: cardTypeId, sale_month: saleMonth, standing, ...amounts } = row;
    return {
      cardTypeId,
      saleMonth,
      standing,
      position: {
        face: BigInt(amounts.face),
        exercised: BigInt(amounts.exercised),
        expired: BigInt(amounts.expired),
        lapsed: BigInt(amounts.lapsed),
        presumed: BigInt(amounts.presumed),
        escheated: BigInt(amounts.escheated),
        claimed: BigInt(amounts.claimed),
        revenue: BigInt(amounts.revenue),
        breakage: BigInt(amounts.breakage),
      },
    };
  });
  if (positionsHash(positions) !== basis.positions) throw tampered(month);
  return positions;
}

const tampered = (month: CivilDate) =>
  new Conflict(
    `What is kept of ${month.slice(0, 7)} is no longer what was locked: its fingerprint differs. Nothing is shown that builds on it. Ask whoever runs the database to restore it from a backup.`,
  );
