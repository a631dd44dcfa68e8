import { type Tx, withScope } from "@/db/client";
import { lastToldDay } from "@/lib/breakage/queries/context";
import { refuseUnknownFilters } from "@/lib/breakage/queries/unknown-filters";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Books } from "../books";
import type { LockedState } from "../ledger";
import { lockedState, withdrawnProgrammes } from "../locked-state";
import { type MethodRow, versionsByType } from "../method-rows";
import { openBooks } from "../open-books";
import type { Programme } from "../programme";
import { monthsBetween, type RollForwardRow } from "../roll-forward";
import type { BooksParams } from "../schema";
import { earlier, monthAfter, monthBefore, type Span, spanOf } from "../span";
import type { StoredRow } from "../stored-month";
import { type BooksContext, readBooksContext } from "./context";
import { listMethodRows } from "./estimates";
import { type FactScope, readFacts, readLapseGroups, readRemitted, readTypeMonths } from "./facts";
import { readSources } from "./sources";
import { readPositions, readStoredRows } from "./stored";

export type BooksAsked = Partial<
  Pick<BooksParams, "asOf" | "knownAt" | "from" | "to" | "currency" | "brand" | "card-type">
> & { readonly months?: number };
/** Choices of methods as if they had been made: for saying what they would do. */
export type Supposed = readonly Omit<MethodRow, "id">[];

/** The books of some months, from rollups, forecasts and what was locked; all of one moment. */
export function getBooks(scope: Scope, asked: BooksAsked, supposed: Supposed = []): Promise<Books> {
  return withScope(scope, (tx) => readBooks(tx, scope, asked, supposed), {
    readOnly: true,
    isolation: "repeatable read",
  });
}

export async function readBooks(tx: Tx, scope: Scope, asked: BooksAsked, supposed: Supposed = []): Promise<Books> {
  const context = await readBooksContext(tx, scope, asked.knownAt);
  const { issuerId, locks } = context;
  const asOf = asked.asOf ?? lastToldDay(context.data);
  const span = spanOf(asked, asOf, context.firstOn);
  const methods = [
    ...(await listMethodRows(tx, issuerId, context.known)),
    ...supposed.map((row) => ({ ...row, id: 0 })),
  ];
  const lastLock = locks.at(-1)?.month ?? null;
  const stored = span && lastLock !== null ? await readLocked(tx, context, span, lastLock) : [];
  const all = [...context.programmes.values(), ...withdrawnProgrammes(stored, context.programmes)];
  const programmes = new Map(all.filter((one) => isAsked(one, asked)).map((one) => [one.id, one]));
  if (programmes.size === 0) await refuseUnknownFilters(tx, scope, asked);
  const shared = {
    asOf,
    knownAt: asked.knownAt ?? null,
    span,
    firstOn: context.firstOn,
    programmes: [...programmes.values()],
    locks,
    methods,
  };
  const lockedRows = span ? stored.filter(({ month }) => month >= span.from && month <= span.to) : [];
  const before = lockedRows.flatMap((row) => shownRow(row, programmes));
  const open = span && openSpan(span, lastLock);
  if (!open)
    return { ...shared, rows: byMonth(before), cohorts: [], corrections: [], sources: [], estimates: new Map() };

  const axis = [monthBefore(open.from), ...monthsBetween(open.from, open.to)];
  const facts = { issuerId, typeIds: [...programmes.keys()], laterBatches: context.data.laterBatches };
  const rows = await readFacts(tx, facts, axis);
  const groups = await readLapseGroups(tx, facts, axis);
  const remitted = await readRemitted(tx, facts);
  const { chosen, sources } = await readSources(tx, context, programmes, facts, axis);
  const locked =
    lastLock !== null && axis[0] === lastLock
      ? await readLockedState(tx, { context, programmes, stored, facts, lastLock })
      : null;
  const versions = versionsByType(methods);
  const { ledger, estimates } = openBooks({ programmes, axis, rows, groups, remitted, sources, versions, locked });
  return { ...shared, ...ledger, rows: byMonth([...before, ...ledger.rows]), sources: chosen.slice(1), estimates };
}

const isAsked = ({ code, brand, currency }: Programme, asked: BooksAsked) =>
  (asked.currency === undefined || currency === asked.currency) &&
  (asked.brand === undefined || brand.id === asked.brand) &&
  (asked["card-type"] === undefined || code === asked["card-type"]);

const byMonth = (rows: readonly RollForwardRow[]) =>
  [...rows].sort(
    (a, b) => compare(a.month, b.month) || compare(a.cardType, b.cardType) || compare(a.standing, b.standing),
  );
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function openSpan({ from, to }: Span, lastLock: CivilDate | null): Span | null {
  if (lastLock === null || from > lastLock) return { from, to };
  return to <= lastLock ? null : { from: monthAfter(lastLock), to };
}

/** All locked months where the open ones go on from them, else those that are shown. */
function readLocked(tx: Tx, { issuerId, locks }: BooksContext, { from, to }: Span, lastLock: CivilDate) {
  const goesOn = to > lastLock && from <= monthAfter(lastLock);
  const needed = goesOn ? { from: locks[0]?.month ?? lastLock, to: lastLock } : { from, to: earlier(to, lastLock) };
  return needed.from > needed.to ? Promise.resolve([]) : readStoredRows(tx, issuerId, locks, needed);
}

function shownRow(row: StoredRow, programmes: ReadonlyMap<number, Programme>): RollForwardRow[] {
  const { cardTypeId, corrections: _, ...balances } = row;
  const programme = programmes.get(cardTypeId);
  return programme ? [{ cardType: programme.code, brand: programme.brand.id, ...balances }] : [];
}

type Locked = {
  readonly context: BooksContext;
  readonly programmes: ReadonlyMap<number, Programme>;
  readonly stored: readonly StoredRow[];
  readonly facts: FactScope;
  readonly lastLock: CivilDate;
};

async function readLockedState(tx: Tx, { context, programmes, stored, facts, lastLock }: Locked): Promise<LockedState> {
  const last = context.locks.at(-1);
  const positions = last ? await readPositions(tx, context.issuerId, last) : [];
  const now = await readTypeMonths(tx, facts, lastLock);
  return lockedState({ locks: context.locks, programmes, stored, positions, now });
}
