import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type Context, knownUntil, readContext } from "@/lib/breakage/queries/context";
import { UNKNOWN } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { locksKnownAt } from "../month-lock";
import { standingOf } from "../movements";
import type { Programme } from "../programme";
import { type LockedMonth, listLocks } from "./stored";

/** What must be known of an issuer before any of its books can be made. */
export type BooksContext = {
  readonly issuerId: number;
  readonly data: Context;
  readonly firstOn: CivilDate | null;
  /** The instant up to which things count as known, for SQL; null: now. */
  readonly known: SQL | null;
  readonly programmes: ReadonlyMap<number, Programme>;
  /** Those that were there at the known-at instant. */
  readonly locks: readonly LockedMonth[];
};

type TypeRow = {
  id: number;
  code: string;
  name: string;
  currency: string;
  promotional: boolean | null;
  brand_code: string | null;
  brand_name: string | null;
};

export async function readBooksContext(
  tx: Tx,
  scope: Scope,
  knownAt: string | undefined | null,
): Promise<BooksContext> {
  const { issuerId, issuer } = scope;
  const known = knownAt ? knownUntil(knownAt, issuer.timeZone) : null;
  const [data, [first], types, locks] = await Promise.all([
    readContext(tx, scope, knownAt),
    tx.execute<{ first_on: string | null; known: string | null }>(sql`
      select (select min(day) from gold.type_day where issuer_id = ${issuerId})::text as first_on,
        ${known === null ? sql`null` : sql`to_char(${known} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`} as known`),
    tx.execute<TypeRow>(sql`
      select y.id, y.code, y.name, y.currency, y.promotional, b.code as brand_code, b.name as brand_name
      from silver.card_type y left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id
      where y.issuer_id = ${issuerId} order by y.code`),
    listLocks(tx, issuerId),
  ]);
  return {
    issuerId,
    data,
    firstOn: first?.first_on ?? null,
    known,
    programmes: new Map(types.map((row) => [row.id, programmeOf(row)])),
    locks: first?.known ? keptWith(locks, first.known) : locks,
  };
}

const programmeOf = ({ id, code, name, currency, promotional, brand_code, brand_name }: TypeRow): Programme => ({
  id,
  code,
  name,
  currency,
  standing: standingOf(promotional),
  brand: brand_code === null ? { id: UNKNOWN, name: "Unknown" } : { id: brand_code, name: brand_name ?? brand_code },
});

function keptWith(locks: readonly LockedMonth[], instant: string): LockedMonth[] {
  const known = new Map(locksKnownAt(locks, instant).map((lock) => [lock.month, lock]));
  return locks.flatMap((lock) => {
    const one = known.get(lock.month);
    return one ? [{ ...lock, ...one, signedOffByName: one.signedOffBy === null ? null : lock.signedOffByName }] : [];
  });
}
