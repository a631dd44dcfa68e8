import { type Tx, withScope } from "@/db/client";
import { accountingMonth, accountingPosition, accountingRow } from "@/db/schema/accounting";
import { type CivilDate, civilDateIn, endOfMonth, startOfMonth } from "@/lib/dates";
import { Conflict, Forbidden, Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { defaultAccounts } from "../account-map";
import type { Chosen } from "../basis";
import type { Books } from "../books";
import { journalOf } from "../journal";
import { cohortDifferences } from "../ledger-check";
import { lockMonth } from "../month-lock";
import type { Movements } from "../movements";
import { readBooks } from "../queries/books";
import { readBooksContext } from "../queries/context";
import { keptPositions, type MonthBasis, positionsHash, rowsHash, storedRows } from "../stored-month";

export type Locked = { readonly months: readonly CivilDate[] };

/**
 * Locks a month: its rows, the estimates behind them and where every cohort stands are kept as they are known now. The first
 * lock closes all months before it too.
 * @throws Invalid when it is not its turn or its data are not there, Conflict when its books do not add up or somebody else was faster
 */
export function lockBooks(scope: Scope, { month }: { month: CivilDate }, now: Date): Promise<Locked> {
  const { personId } = scope;
  if (personId === null) throw new Forbidden("Months are locked by a person.");
  return withScope(
    scope,
    async (tx) => {
      const { locks, firstOn, data } = await readBooksContext(tx, scope, null);
      const today = civilDateIn(scope.issuer.timeZone, now);
      const act = { by: personId, at: now.toISOString() };
      const outcome = lockMonth(locks, month, today, act);
      if (!outcome.ok) throw refused(outcome.problems.map(({ message }) => message).join("; "));
      if (firstOn === null || data.dataUntil === null || data.dataUntil < endOfMonth(month))
        throw refused(
          `data reach to ${data.dataUntil ?? "nowhere yet"}: load the rest of ${month.slice(0, 7)} first, or what comes later is booked in the month after`,
        );
      if (month < startOfMonth(firstOn)) throw refused(`there are no data of ${month.slice(0, 7)}`);
      const from = locks.length > 0 ? month : startOfMonth(firstOn);
      const books = await readBooks(tx, scope, { asOf: endOfMonth(month), from, to: month });
      const months = await keep(tx, scope, books, { personId, now });
      await writeAudit(tx, scope, {
        action: "accounting.month-locked",
        subject: month.slice(0, 7),
        detail: months.length > 1 ? { months: months.length, first: months[0]?.slice(0, 7) } : {},
      });
      return { months };
    },
    { isolation: "repeatable read" },
  );
}

const refused = (message: string) => new Invalid(message, { fields: { month: message } });

async function keep(tx: Tx, scope: Scope, books: Books, by: { personId: number; now: Date }): Promise<CivilDate[]> {
  const wrong = [...cohortDifferences(books.rows, books.cohorts), ...journalProblems(books)];
  if (wrong.length > 0)
    throw new Conflict(`The books do not add up, so nothing was locked: ${wrong.slice(0, 5).join("; ")}.`);
  const { issuerId } = scope;
  const ids = new Map(books.programmes.map(({ code, id }) => [code, id]));
  const rows = storedRows(books.rows, books.corrections, (code) => ids.get(code) ?? 0);
  const positions = keptPositions(books);
  const months = books.sources.map(({ month }) => month);
  const last = months.at(-1);
  const values = books.sources.map((source) => {
    const basis: MonthBasis = {
      forecasts: idsOf(source.forecasts),
      escheatForecasts: idsOf(source.escheatForecasts),
      positions: source.month === last ? positionsHash(positions) : null,
    };
    const own = rows.filter(({ month }) => month === source.month);
    return {
      issuerId,
      month: source.month,
      rowsHash: rowsHash(source.month, own, basis),
      basis,
      lockedBy: by.personId,
      lockedByName: scope.actor,
      lockedAt: by.now,
    };
  });
  const made = await tx
    .insert(accountingMonth)
    .values(values)
    .onConflictDoNothing()
    .returning({ month: accountingMonth.month });
  if (made.length < values.length) throw new Conflict("Somebody else has just locked this month.");
  await inPortions(rows, (some) =>
    tx.insert(accountingRow).values(
      some.map(({ movements, corrections, ...row }) => ({
        issuerId,
        ...row,
        movements: texts(movements),
        corrections: Object.fromEntries(Object.entries(corrections).map(([month, one]) => [month, texts(one)])),
      })),
    ),
  );
  await inPortions(positions, (some) =>
    tx
      .insert(accountingPosition)
      .values(some.map(({ position, ...cohort }) => ({ issuerId, month: last ?? "", ...cohort, ...position }))),
  );
  return months;
}

function journalProblems({ rows }: Books): string[] {
  const journal = journalOf(rows, defaultAccounts);
  return journal.ok ? [] : journal.problems.map(({ field, message }) => `${field}: ${message}`);
}

const texts = (movements: Movements): Record<string, string> =>
  Object.fromEntries(Object.entries(movements).map(([name, amount]) => [name, String(amount)]));

const idsOf = (chosen: ReadonlyMap<string, Chosen | null>): Record<string, number> =>
  Object.fromEntries([...chosen].flatMap(([currency, one]) => (one ? [[currency, one.id] as const] : [])));

/** A statement takes at most 65,535 parameters. */
const PORTION = 2_000;
async function inPortions<T>(list: readonly T[], write: (some: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < list.length; from += PORTION) await write(list.slice(from, from + PORTION));
}
